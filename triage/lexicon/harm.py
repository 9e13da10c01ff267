"""What is done to people: violence, abuse, weapons, missing people, borders, people in hiding."""

VIOLENCE = """
6: chém nhau
5: chém chết, gây rối chém nhau, hung thủ, hành hung, hỗn chiến
4: =bị đấm, =chày, =dằn mặt, =đấm gãy, a xít, búa đập, bị chém, bị đánh, bị đâm, chém loạn xạ, chặn đánh
4: chặn đường đánh, chống người thi hành công vụ, côn đồ, cảnh sát đặc nhiệm, cầm dao đuổi, cầm mã tấu, cầm phóng lợn
4: cố ý gây thương tích, dùng búa, giấu xác, gây thương tích, gậy bóng chày, hai nhóm, hành hung nhân viên, kéo đâm
4: kề dao, nhắn tin dọa, quỳ xin lỗi, rách đầu, rượt chém, siết cổ, sát hại, thương thuyết, tuýp sắt, tạt axit, uýnh lộn
4: vung dao, vây đánh, vỏ chai đánh, vỡ đầu, án mạng, đàn em, đánh chết, đánh ghen, đánh hội đồng, đánh nhau
4: đánh nhân viên, đánh tới tấp, đâm chết, đấm đá, đập chắc, đứt gân, ẩu đả
3: =báo thù, =búa, =bắn nhau, =bắn trúng, =bị tát, =bịt mắt, =chặt tay, =chẻ, =cán cuốc, =cây đao, =cắn công an, =cố thủ
3: =cứa cổ, =dần cho, =giáng, =gọi hội, =khâu, =liềm, =lấy mạng, =nhát, =nện, =oánh, =rách mặt, =sát nhân, =sát thủ
3: =thí mạng, =trói người, =tẩn, =vào can, =vụt, =đánh công an, =đạp vào đầu, =đấm, =đấm liên tiếp, bao vây đối tượng
3: bom xăng, bu vô đánh, bám theo, bê bết máu, bóp cổ chết, búa đinh, băng giang hồ, băng đảng, bạn trai cũ
3: bạo lực học đường, bấm còi bị đánh, bắn chết, bắn trọng thương, bắt cóc, bắt giữ người, bắt giữ người trái pháp luật
3: bắt người đòi tiền chuộc, bắt quỳ, bắt quỳ xin lỗi, bị bám theo, bị chặn đánh, bị cột, bị giết, bị giữ lại
3: bị hành hung, bị quăng, bị theo dõi, bị truy sát, bị trói, bị tấn công, bị vây đánh, bị đuổi đánh, bị đâm chết
3: bọn giang hồ, bổ vào đầu, bụp nhau, can ngăn, can ngăn bị, chai bia, chai bia đập, cho ăn đòn, choảng nhau, chém
3: chém gục, chém lìa, chém thương tích, chém trọng thương, chém tới tấp, chém tử vong, chém đứt, chảy máu đầu
3: chấn thương sọ não, chặn xe tát, chặn xe đánh, chặn đầu xe đánh, chặt đầu, chống lại lực lượng, chống người thi hành
3: chống trả, chống trả quyết liệt, chống đối lực lượng, chồng cũ, con dao, con rựa, con tin, cuồng yêu, cây rựa
3: cây sắt, cướp giật con tin, cưỡng đoạt, cản trở người thi hành, cầm búa, cầm dao, cầm gạch, cầm kiếm, cầm mác
3: cầm rựa, cầm xăng dọa, cố thủ trong nhà, cột tay, dao bầu, dao chặt, dao găm, dao gọt, dao lê, dao mổ, dao nhíp
3: dao nhọn, dao phay, dao phóng lợn, dao quắm, dao rựa, dao thái lan, dao tự chế, dao xếp, dàn trận, dân anh chị
3: dí dao, dùng dao đâm, dọa chém, dọa giết, dọa san bằng, dọa tối, dọa xử, dọa đâm, dọa đốt nhà, ghen tuông
3: ghế nhựa đánh, giam giữ người, giam lỏng, giang hồ, giày cao gót, giám định thương tích, giáng vào đầu, giết anh
3: giết bạn, giết bạn gái, giết bố, giết cha, giết cháu, giết chết, giết chủ, giết em, giết hàng xóm, giết hại, giết mẹ
3: giết người bịt đầu mối, giết người cướp, giết người tình, giết người yêu, giết tình địch, giữ con tin
3: giữ người trái phép, gây án, gây án rồi, gây án xong, gãy mũi, gãy răng, gãy sống mũi, gí dao, gạch đá ném nhau
3: gậy gộc, gậy sắt, gọi điện dọa giết, hai băng, hai băng nhóm, hai nhóm thanh niên, hung dữ, hung hãn, hung khí
3: hung tợn, hành hung bác sĩ, hành hung phóng viên, hành hung shipper, hành hung tài xế, hùa nhau đánh, hăm chém
3: hăm dọa, hăm giết, hăm đánh, hẹn giải quyết, hẹn nhau đánh, hẹn đánh nhau, học sinh đánh nhau, hỗn chiến kinh hoàng
3: hỗn chiến ở, hỗn loạn, hỗn loạn đánh, khua dao, khua rựa, không chịu chia tay, khống chế con tin, khủng bố tinh thần
3: kéo băng, kéo lê csgt, kéo người đến, kéo quân, kéo tới đánh, kéo vào quán, kéo đến đánh, kêu người đánh, kẻ thủ ác
3: loạn xạ, loạn đả, ly bia, lòi ruột, lưỡi hái, lưỡi lê, lột đồ đánh, mang hung khí, máu chảy, máu me, mâu thuẫn
3: múa dao, mũ bảo hiểm đánh, mạng người, mảnh chai, mảnh sành, mất mạng, nghi bị sát hại, nghi can giết, người yêu cũ
3: nhào vô, nhào vô đánh, nhát chém, nhát dao, nhát vào, nhìn đểu đánh, nhắc nhở bị đánh, nhắn tin đe dọa, no đòn
3: nã súng, ném bom xăng, ném xuống sông, níu kéo, nón bảo hiểm đánh, nện vào đầu, nổ súng, nữ sinh đánh nhau, oánh lộn
3: oánh nhau, phang, phang ghế, phang vào đầu, phi tang, phi tang xác, phân xác, phóng lợn, quay clip đánh, quánh lộn
3: quánh nhau, quăng xuống, quật ngã, ra tay sát hại, rình chặn, rút dao, rút dao đâm, rượt đuổi nhau, solo, sọ não
3: tang vật hung khí, thanh toán nhau, thanh trừng, thanh đao, theo dõi tôi, thi thể có vết, thu phế, thu tiền bảo kê
3: thảm sát, thảm án, thấu ngực, thủ sẵn hung khí, thủ ác, thủng bụng, truy sát, truy đuổi chém, trọng thương, trọng án
3: trọng án xảy ra, tua vít, tuýp gắn dao, tuốc nơ vít, táng vào mặt, tát bạn, tát người, tát nhân viên, tát vào
3: tát vào mặt, tình địch, tông csgt, tông tổ công tác, tông vào csgt, tưới xăng, tạt a xít, tạt xăng, tấn công
3: tấn công csgt, tấn công công an, tấn công cảnh sát, tẩm xăng, tẩn cho, tống tiền, tụi giang hồ
3: tử vong bất thường có vết, tỷ lệ thương tích, uýnh, uýnh nhau, vác búa, vác cuốc, vác dao, vác kiếm, vác mã tấu
3: vác rựa, vây kín nhà, vây đá, vũng máu, vật xuống, vết chém, vết đâm, vỡ sọ, vụ chém, vụ giết, vụ nổ súng, vụ thảm án
3: vụ án mạng, vụ đánh nhau, vụt gậy, vụt vào đầu, xuống tay, xác chết có vết, xách dao, xách mã tấu, xách rựa
3: xã hội đen, xô ngã, xô té, xô xát, xô đẩy, xông vào quán, xông vô quán, xúm lại đánh, xúm vào đánh, xúm vô đánh
3: xăm trổ kéo đến, xăm trổ đầy mình, xả súng, xử nhau, xử nó, xử đẹp, ép xe đánh, đe dọa, đe dọa giết, đe dọa tính mạng
3: đuổi chém, đuổi nhau, đuổi đánh, đá liên tiếp, đá vào đầu, đám giang hồ, đánh bác sĩ, đánh bạn, đánh bảo vệ
3: đánh bất tỉnh, đánh chắc, đánh chắc nhau, đánh csgt, đánh dã man, đánh giáo viên, đánh gãy, đánh hàng xóm, đánh hội
3: đánh hội đồng nữ sinh, đánh lộn, đánh lộn nhau, đánh người, đánh ngất, đánh phóng viên, đánh shipper
3: đánh trọng thương, đánh tài xế, đánh túi bụi, đánh tập thể, đánh tử vong, đánh vì nhìn, đánh vỡ đầu, đánh điều dưỡng
3: đánh đá, đánh đấm, đánh đến chết, đâm 1 nhát, đâm chém loạn, đâm gục, đâm liên, đâm loạn xạ, đâm lòi ruột
3: đâm một nhát, đâm nhiều nhát, đâm nạn nhân, đâm thủng, đâm trúng ngực, đâm trọng thương, đâm tử vong, đâm vào bụng
3: đâm vào cổ, đâm vào ngực, đòi chém, đòi giết, đòi tiền bảo kê, đòi tiền chuộc, đòi đâm, đòn gánh, đón đường đánh
3: đại ca, đạp ngã, đạp túi bụi, đấm vào mặt, đầu gấu, đẩy ngã, đẫm máu, đập chai, đập chảy máu, đập gãy, đập ly vào đầu
3: đập lộn, đập nhau, đập sưng, đập vỏ chai, đặc nhiệm, đổ xăng đốt người, đứt tay, ập vào nhà đánh, ập vào đánh
3: ống nước đánh, ống sắt, ống tuýp, ống tuýp sắt
2: =bạn nhậu, =bắn người, =bụp, =côn, =dằn, =gậy, =quánh, =quật, =quỳ, =trói, =tát, =đâm, anh chị, axit, bao vây, bóp cổ
2: băng nhóm, bảo kê, bắt lên xe, bị bắt cóc, bịt miệng, chặn đầu, cà khịa, cãi nhau rồi, cưỡng đoạt tài sản, cầm cuốc
2: cầm cây, cầm gậy, cầm gậy gộc, cầm xẻng, cầm đồ chơi, cắt cổ, cắt tóc, dàn hàng, dọa đánh, dữ tợn, ghen, giằng co
2: giết, giết người, gây gổ, gây sự, gãy tay, hung hăng, hăm he, hội đồng, khám nghiệm tử thi, khâu mũi, khóa tay
2: khởi tố về tội giết, kiếm chuyện, kéo lên xe, lao vào đánh, lôi lên xe, mâu thuẫn cá nhân, mâu thuẫn trên bàn nhậu
2: mâu thuẫn tình cảm, mâu thuẫn từ trước, nghi can, nghi phạm, nghi án, nhìn đểu, nhóm người lạ, ném chai xăng
2: ném gạch, nạn nhân, nạn nhân tử vong, nằm gục, nộp tiền, quỵt bảo kê, ra tay, thanh sắt, thương tích, trói tay
2: trả thù, tử thi, va chạm rồi đánh, vết, vết thương, vợ cũ, vụ đâm, xích mích dẫn đến, xông vào, xông vào nhà
2: xông vào đánh, xông vô nhà, ép lên xe, đa chấn thương, đánh bị thương, đánh đập, đâm chém, đâm liên tiếp, đòi đánh
2: đập phá, đập vào đầu, đốt nhà, đột ngột tấn công
1: =bàn nhậu, =bổ, =chặt, =cầm, =hận, =máu, =nhận tội, =quất, =thù, =táng, =tức, =xăm, =đạp, =đập, bật lửa, bị nhốt
1: bị thương, bị truy, bịt mặt, chặn đường, chủ quán, con rể, cướp, cấp cứu do, cầm súng, dao, dọa, dọa nạt, hai kẻ
1: hung, khống chế, lao vào, lời khai, mã tấu, ngáo đá, nhóm đối tượng, ném đá, phá nhà, pháp y, phóng xe, rượt đuổi
1: say, sân bóng, thanh niên tụ tập, thanh niên xăm trổ, thách thức, thủ phạm, tranh nhau, trả đũa, tạt sơn, tẩu thoát
1: tử vong tại chỗ, uy hiếp, vụ án, xô, xăm trổ, ép đi, đàn anh, đánh, đòi tiền, đầu đạn
"""
"""Phrases for `violence` after their weight."""

ABUSE = """
6: bạo lực gia đình, dâm ô
5: bạo hành, bạo hành trẻ, cưỡng dâm, giao cấu, quấy rối tình dục, xâm hại trẻ em, xâm hại tình dục
4: =bị chú, =bỏ đói, =dượng, biến thái, bé sơ sinh bị bỏ, bạo hành trẻ em, bảo vệ trẻ em, bị bố đánh, bị con trai
4: bị thầy, bị xâm hại, cha dượng, chồng nó, cấm tiếp xúc, cởi đồ, dí thuốc lá, gã chồng, hiếp dâm, người giúp việc
4: nhà tạm lánh, nhét giẻ, nhắn tin gạ, nhốt ngoài, nhốt trong chuồng, phụ nữ bị bạo lực, quấy rối, sờ soạng
4: trẻ bị đánh, vết bầm, xâm hại, xâm hại bé gái, đánh mẹ, đánh vợ, đụng chạm
3: =bị cậu, =cho kẹo, =chuyện bậy, =con dâu, =cơm chó, =hiếp, =lạm dụng, =lằn roi, =lộ hàng, =quất, =roi mây, =sờ, =sỡ
3: =đánh bà, =đánh bọ, =đánh bố, =đâm vợ, =đè ra, =động chạm, ba đánh con, bà cụ bị đánh, bé bị đánh, bé gái mang thai
3: bình đẳng giới, bóc lột trẻ, bóp mông, bóp ngực, bạn trai của mẹ, bạo hành gia đình, bạo hành mẹ, bạo hành người già
3: bạo hành tinh thần, bạo hành vợ, bạo lực trẻ, bảo mẫu, bảo mẫu đánh, bầm dập, bầm tím, bắt bán vé số, bắt con đi
3: bắt con đi ăn xin, bắt học sinh, bắt lau nhà, bắt nhịn đói, bắt nạt, bắt nạt học đường, bắt quỳ, bắt trẻ
3: bắt trẻ lao động, bắt trẻ đi ăn xin, bắt vợ, bắt ăn xin, bắt đi bán vé số, bắt đứng, bắt đứng nắng, bế con chạy
3: bệnh hoạn, bị ba đánh, bị bạo hành, bị bảo mẫu, bị bắt nạt, bị bố dượng, bị cha, bị chồng, bị chồng cũ, bị chồng đánh
3: bị con đánh, bị cô giáo, bị cô giáo đánh, bị dượng, bị mẹ kế, bị sàm sỡ, bị vợ đánh, bị ép lấy chồng, bịt miệng trẻ
3: bỏ con ở nhà, bỏ mặc mẹ, bỏ rơi con, bỏ rơi mẹ, bỏ rơi trẻ, bỏ rơi trẻ sơ sinh, bỏ đói con, bố dượng, bố đánh con
3: camera quay lén, cha ghẻ, cha nuôi, cha ruột, cha đánh con, cho bé tiền, cho chơi điện thoại rồi, cho tiền rồi
3: cho ăn cơm thiu, chung sống như vợ chồng, chuyện người lớn, chuốc rượu, chuốc say, cháu bị đánh, chém vợ
3: chăn dắt trẻ, chăn dắt ăn xin, chưa đủ tuổi kết hôn, chạm vào vùng kín, chạy sang nhà hàng xóm trốn, chống bạo lực
3: chồng bợm, chồng cũ đánh, chồng cầm dao, chồng dọa giết, chồng hành hạ, chồng nghiện, chồng nát rượu, chồng say đánh
3: chồng vũ phu, chồng đuổi, chồng đuổi đánh, chồng đánh, chồng đánh vợ, chỗ kín, chụp dưới váy, chụp lén, chụp ảnh váy
3: chửi mẹ, clip nhạy cảm, clip nóng, con bị đánh, con dâu đánh, con nghiện đánh mẹ, con nít khóc, con rể đánh
3: con trai đánh, con đánh mẹ, có bầu khi, có hành vi dâm, có thai khi, cô giáo tát, cô giáo đánh, cô lập bạn
3: cưới chạy tuổi, cưỡng bức, cưỡng hiếp, cấu véo, cầm roi, cắt cổ vợ, cọ quẹt, cọ xát, cởi quần, cởi áo, dâm đãng
3: dê xồm, dì ghẻ, dìm con, dìm nước, dìu vào nhà nghỉ, dí bàn ủi, dúi đầu, dẫn bé gái, dẫn bé vào, dọa phát tán ảnh
3: dọa trẻ, dọa tung ảnh, dốc ngược, dụ bé gái, dụ bằng kẹo, dụ dỗ bé gái, dụ trẻ vào, dụ vào nhà hoang, em bé bị đánh
3: gia trưởng đánh, giành con, giành nuôi con, giáo viên phạt, giáo viên đánh, giằng con, giết vợ, giở trò
3: giở trò với bé, giở trò đồi bại, giữ trẻ đánh, gạ chat sex, gạ gẫm, gạ sex, gạ tình, gạ tình học sinh
3: gửi ảnh khỏa thân, hành hạ, hành hạ con, hành hạ trẻ, hành hạ vợ, hành vi khiếm nhã, hành vi đồi bại, hôn bé
3: hạ cẳng tay, học sinh mang thai, hỗ trợ phụ nữ bị, khiếm nhã, khoe của quý, khoe hàng, khóa trong buồng
3: khóa trái cửa nhốt, khóc ré, khóc thét, không cho con đi học, không cho gặp con, không cho ngủ, không cho ra khỏi nhà
3: không cho vào nhà, không cho ăn, không cho đi học, không mặc quần áo trước, không đủ tiền bị đánh, kéo bé vào
3: kéo vào bụi, kéo vào bụi rậm, kéo vào rẫy, kéo vợ, kêu cứu trong nhà, kẻ bệnh hoạn, la hét cứu, lao động nhí
3: lao động trẻ em, loạn luân, làm bậy, làm chuyện bậy, làm chuyện người lớn, làm có bầu, làm nhục, lão chồng
3: lôi vào nhà nghỉ, lạm dụng bé, lạm dụng tình dục, lệnh cấm tiếp xúc, lỗ thông gió, lột quần áo, lột trần, lột đồ
3: lớp 7 mang thai, lớp 8 mang thai, lớp 9 mang thai, mang thai khi mới, mái ấm, mái ấm tình thương, mạ tui bị, mẹ ghẻ
3: mẹ già bị, mẹ kế, mẹ ruột đánh, mẹ đánh con, ngôi nhà bình yên, ngăn cấm vợ, người già bị, người giúp việc đánh
3: người tình của mẹ, người vợ, ngược đãi, ngược đãi cha mẹ, ngược đãi mẹ, ngược đãi người già, nhà dưỡng lão
3: nhà vệ sinh nữ, nhét khăn, nhìn trộm, nhìn vào nhà tắm, nhắn tin tục, nhắn tin tục tĩu, nhốt bé, nhốt cháu, nhốt con
3: nhốt mẹ, nhốt trong phòng, nhốt trong toilet, nhốt trẻ, nhốt vợ, nhồi nhét ăn, ném con, nói không với bạo lực
3: phát tán clip, phòng chống bạo lực, phòng thay đồ, phơi bày, phơi bày thân thể, phạt học sinh, qua khe cửa
3: quan hệ tình dục với, quan hệ với trẻ, quay lén, quay trộm, quăng bé, quăng con, quất roi, quấy rối phụ nữ
3: rình phụ nữ tắm, rình tắm, rủ bé vào nhà, rủ vào nhà nghỉ, rủ đi khách sạn, rửa bát, sinh con khi 14, sàm sỡ
3: sát hại vợ, sống chung với bé gái, sống như vợ chồng với, sờ mó, sờ mông, sờ ngực, sờ đùi, thiếu niên bị, thiếu nữ bị
3: thuê trẻ em, thường xuyên đánh đập, thượng cẳng chân, thầy cô đánh, thầy dạy, thầy giáo đánh, thủ dâm, thủ dâm trước
3: tiếng khóc trẻ con, tiếng trẻ khóc, treo lên đánh, trói con, trói trẻ, trại trẻ mồ côi, trấn tiền ăn sáng
3: trẻ bán hàng rong bị, trẻ em bị xâm hại, trẻ khuyết tật, trẻ sơ sinh bị bỏ rơi, trốn chồng, trốn trong phòng tắm
3: trốn trong tủ, tung ảnh nóng, tát bé, tát cháu, tát học sinh, tát mẹ, tát trẻ, tên biến thái, tạm lánh, tạt axit vợ
3: tảo hôn, tống tình, tổng đài 111, tục tĩu, tụt quần, tự sướng, vuốt ve, véo tai, vùng kín, vũ phu, vạch quần
3: vết bỏng thuốc lá, vết roi, vợ bị đánh, vợ chồng hàng xóm đánh, vợ chồng nhà, vợ ôm con chạy, vợ đánh chồng, vứt con
3: xoắn tai, xách ngược, xâm phạm thân thể, xích chân, xích con, xích trong nhà, xích trẻ, xô mẹ
3: yêu cầu bồi thường vì bị đánh con, yêu râu xanh, ép cưới, ép gả, ép gửi ảnh nóng, ép quan hệ, ép ăn, ô sin, ôm con bỏ
3: ôm con chạy, ôm eo, ôm hôn, ôm ngang, ôm từ phía sau, ông chồng say, ông cụ bị đánh, ông già hàng xóm, ăn cơm thừa
3: đuổi bố mẹ, đuổi mẹ ra, đánh bà ngoại, đánh bà nội, đánh bé, đánh bố mẹ, đánh cha, đánh cha mẹ, đánh cháu, đánh con
3: đánh con dã man, đánh con nhỏ, đánh em bé, đánh học sinh, đánh má, đánh mạ, đánh mẹ già, đánh ngoại, đánh trẻ
3: đánh trẻ con, đánh trẻ em, đánh vào mông, đánh vào đầu trẻ, đánh vợ con, đánh vợ đập con, đánh ông, đánh ông bà
3: đánh ông ngoại, đánh ông nội, đánh đập bé, đánh đập cháu, đánh đập con, đánh đập trẻ, đánh đập vợ, đánh đập vợ con
3: đòi ảnh, đưa vào nhà nghỉ, đẩy mẹ, đập đầu vào tường, để con một mình, đốt vợ, đồi bại, đụng chạm cơ thể
3: đứng ngoài nắng, đứng ngoài trời, ảnh khỏa thân, ảnh nhạy cảm, ảnh nóng, ấu dâm
2: 12 tuổi, 13 tuổi, =trói, =xâm, bé gái, bé gái bị, bé trai bị, bất hiếu, bỏ thuốc, cha bé, cháu gái, cháu gái bị
2: chú ruột, chưa đủ 13 tuổi, chưa đủ 16 tuổi, chồng chị, con bé bị, con trời đánh, cô giáo mầm non, cô giữ trẻ
2: cậu ruột, dưới 13 tuổi, dưới 16 tuổi, gia sư, hàng xóm dụ, khe cửa, khóa trái, ly thân, mẹ bé, nghịch tử, người chồng
2: người tình, nhóm trẻ, nhậu về đánh, nhốt trong nhà, nữ hành khách, nữ sinh bị, roi vọt, say rượu về, say về đánh
2: thét, thằng bé bị, thằng chồng, trung tâm bảo trợ, trần truồng, trẻ bị, trẻ em bị, trẻ mồ côi, uống rượu về đánh
2: van xin, viện dưỡng lão, về đánh, vợ chồng cãi nhau, vợ chồng gây, vợ chồng đánh nhau, ông chồng, ông hàng xóm
2: đánh đòn, đòn roi
1: =tát, =đòn, =đẻ, anh chồng, bé, bé trai, bóp cổ, cha, cháu bé bị, chồng cũ, chồng em, chồng tui, con nhỏ, con rể
1: cầu cứu, em muốn, hội phụ nữ, khóc lóc, kêu cứu, ly hôn, mang thai, nữ nhân viên, nữ sinh, quốc hội, roi, trẻ sơ sinh
1: vị thành niên, vợ con, vợ cũ, ông cụ, đứa bé
"""
"""Phrases for `abuse` after their weight."""

WEAPONS = """
6: pháo lậu, pháo nổ, súng tự chế, vật liệu nổ
5: giao nộp vũ khí, lựu đạn, quả bom, súng quân dụng, tàng trữ pháo, vũ khí quân dụng
4: buôn pháo, bán dao bấm, bán dao găm, bán dao phóng lợn, bán linh kiện, bán pháo, bình xịt cay, bắn súng, chế pháo
4: chế súng, còn sót lại, công binh, dây cháy chậm, giao nộp súng, hai khẩu, hoa cải, hàn dao, hộp pháo, khẩu súng
4: khẩu súng hơi, kíp nổ, kíp điện, làm pháo, mua pháo, mìn, mìn tự chế, ngòi nổ, nòng súng, quả mìn, quả đạn, rút chốt
4: súng bắn đạn, súng cao su, súng cồn, súng hơi, súng ngắn, súng săn, thuốc nổ, thuốc pháo, thùng đạn, trái bom
4: trái lựu đạn, tàng trữ vũ khí, vật nổ, vỏ đạn, đạn cối, đạn m79
3: =bán côn, =bán súng, =báng súng, =bóp cò, =bắn bi, =bắn nỏ, =cò súng, =dàn pháo, =gươm, =gỉ, =hộp đạn, =kíp, =mò được
3: =ngòi, =quả nổ, =ống ngắm, ak47, b40, ba cánh, ba khẩu, bi sắt, bom 250 kg, bom bi, bom chưa nổ, bom cũ, bom dài
3: bom mìn, bom mìn còn sót, bom thư, bom thời chiến tranh, bom tấn, bom tự chế, buôn bán súng, bán hung khí, bán kiếm
3: bán mã tấu, bán roi điện, bánh pháo, bình xịt hơi cay, băng đạn, bắn chim, bắn chỉ thiên, bắn pháo bông, bắn tên
3: bột pháo, bột đen, chiến tranh, chích điện tự vệ, chế dao, chế tạo pháo, chế tạo súng, chế tạo thuốc pháo
3: chế tạo vũ khí, chở pháo, chụp ảnh với súng, chứa mã tấu, chứa pháo, cung nỏ, cuốc trúng, cuốn giấy làm pháo
3: cuốn pháo, cuộn pháo, cà vạt điện, cài bom, cài mìn, cát tút, cây súng, còng số 8, còng số tám, có ba cánh
3: có dây dẫn, côn nhị khúc, côn tam khúc, công cụ hỗ trợ, cưa bom, cưa đạn, cất giấu pháo, cất súng, cầm súng
3: cốp xe có dao, cụt tay do pháo, dao bấm, di chuyển bom, dây ngòi, dùi cui điện, dọa đánh bom, giao pháo
3: giao thừa pháo, giàn pháo, giàn thun, giấu dao, giấu mã tấu, giấu phóng lợn, giấu súng, giống súng, gói nghi bom
3: gậy ba khúc, gậy rút, gậy điện, han gỉ, hoen gỉ, hung khí tự chế bán, hình trụ han gỉ, hóa chất làm pháo, hơi cay bán
3: hầm pháo, học cách làm pháo, học youtube làm pháo, hỏa mai, hộp lạ có dây, hủy nổ, k54, k59, kclo3, kg pháo
3: kho hung khí, kho pháo, kho vũ khí, khoe súng, khẩu k54, khẩu rulo, khối đặc, kiếm nhật, kiếm nhật bán
3: kiểm tra cốp xe, kiện hàng vô chủ, kí pháo, kích nổ, kính ngắm, kíp mìn, ký pháo, linh kiện súng, livestream súng
3: lên đạn, lò pháo, lưu huỳnh, m79, mang dao vào lớp, mang dao đến trường, mang súng, mang theo dao, mang theo mã tấu
3: mua bán pháo, mua bán súng, mua bán vũ khí, mua hóa chất làm pháo, mua súng qua mạng, máy xúc trúng bom, mìn tự tạo
3: mũi tên, mỏ vịt, nghe tiếng súng, nghi có bom, nghi súng, nhà chế pháo, ná bắn bi sắt, ná bắn chim, ná cao su
3: ná thun, nát tay do pháo, ném lựu đạn, ném mìn, ném pháo, nạp đạn, nặng 250 kg, nỏ săn, nỏ tẩm độc, nổ do chế pháo
3: nổ mìn đánh cá, nổ pháo, nổ pháo tự chế, nổ rền, nổ vang, nổ đùng, nộp súng, pcp, phi tiêu, phá bom, pháo, pháo banh
3: pháo bi, pháo bông, pháo cưới, pháo cối, pháo diêm, pháo dàn, pháo dây, pháo giàn, pháo hoa, pháo hoa lậu
3: pháo hoa nổ, pháo ném, pháo nổ lậu, pháo sáng tự chế, pháo thăng thiên, pháo trung quốc, pháo trứng, pháo tép
3: pháo tự chế, pháo xịt, pháo điện, pháo đùng, phóng lựu, quả bom nặng, quả lựu đạn, quả mỏ vịt, quả pháo, quấn pháo
3: roi điện, rulo, rà phá bom, rà phá bom mìn, rà tìm phế liệu, rèn dao kiếm, rút chốt lựu đạn, rút súng, ship pháo
3: súng, súng ak, súng aka, súng bi, súng bút, súng bắn bi, súng bắn chim, súng bắn đá, súng cao su đạn, súng colt
3: súng hoa cải, súng k54, súng kíp, súng lục, súng máy, súng nhựa, súng nén khí, súng pcp, súng phóng lựu, súng rulo
3: súng tiểu liên, súng trường, súng đạn, thanh gươm, thanh kiếm, thanh mã tấu, thuốc làm pháo, thuốc nổ tnt
3: thuốc nổ đen, thuốc súng, thủ dao, tiếng nổ lạ, tiếng pháo, tiếng súng, tiểu liên, tnt, trái nổ, trái pháo, trái đạn
3: trúng đạn, trộn thuốc pháo, túi chứa mã tấu, tự làm pháo, viên pháo, viên đạn, vũ khí, vũ khí thô sơ, vũ khí tự chế
3: vận chuyển pháo, vật bằng gang, vật giống súng, vật hình trụ, vật khả nghi, vật lạ nghi nổ, vật nghi nổ, vỏ bom
3: vớt được bom, vớt được đạn, xem mạng làm pháo, xách súng, xưởng pháo, xịt cay, xử lý bom, áo giáp, đe dọa đánh bom
3: đuôi cánh, đào móng thấy, đào được, đánh bom, đánh cá bằng mìn, đánh cá bằng thuốc nổ, đánh mìn, đèn pin chích điện
3: đại liên, đạn ak, đạn b40, đạn cao su, đạn chì, đạn hoa cải, đạn m79 còn, đạn nổ, đạn pháo, đạn thể thao, đầu đạn
3: đầu đạn pháo, đốt pháo, đốt pháo hoa, đốt pháo nổ, đốt pháo trái phép, đốt pháo đêm giao thừa, đồng hồ bấm giờ
3: đục bom, ống nhựa hàn kín, ống thép gắn dao, ổ đạn
2: =bắn, =găm, =mác, =săn, =đạn, ban chỉ huy quân sự, bom, bắn bi sắt, bắn pháo, chiến tranh để lại, chĩa súng, còn kíp
2: còn nguyên kíp, cảnh báo bom, dao găm, dao phóng lợn, dùi cui, giao nộp, giao thừa, hẹn giờ, khả nghi
2: khối kim loại lạ, mã tấu tự chế, nổ chậm, nổ mìn, nổ như pháo, nổ súng, nổ đì đùng, phát quang phát hiện, phòng thân
2: phế liệu nổ, rỉ sét, sau chiến tranh, súng điện, thu gom phế liệu, thu hồi vũ khí, tháng chạp, tự chế
2: tự nguyện giao nộp, vận động giao nộp, vật lạ, vật thể lạ, xịt hơi cay, đoàng, đào móng phát hiện, đào trúng, đì đùng
2: đùng đoàng
1: =kiếm, =ná, =nổ, =đao, bày bán, cận tết, khẩu, mỏ đá, nộp lại, phát nổ, quân sự, tiếng nổ, vật
"""
"""Phrases for `weapons` after their weight."""

MISSING = """
6: trẻ lạc
5: bị mất tích, mất tích, tìm người mất tích, tìm người thân, tìm trẻ lạc
4: ai gặp, alzheimer, báo mất tích, bé gái mất tích, bỏ nhà đi, cháu đã về, chưa về, cụ bà đi lạc, cụ bị lẫn
4: không nhớ tên, không thấy về, mất trí nhớ, ngồi khóc, ra khỏi nhà từ, trẻ đi lạc, tìm bé gái, tìm em trai
4: tìm người nhà, tự kỷ, đi lạc, để lại thư, đừng tìm
3: =lẩm cẩm, =mất tin, =đăng tìm, =đừng kiếm, ai biết bé, ai gặp bé, ai gặp cụ, ai nhìn thấy, ai thấy báo giúp
3: ai thấy bé, ai thấy cháu, ai thấy cụ, ai thấy ở đâu, ba ngày không, biệt tích, biệt tăm, bà bị lẫn, bà cụ lạc
3: bà cụ ngồi, bà cụ đi lạc, bàn giao cháu cho gia đình, báo tìm, bé con nhà ai, bé gái lạc, bé lạc, bé trai lạc
3: bé trai mất tích, bé tên, bé về rồi, bé đi lạc, bặt tin, bặt vô âm tín, bệnh lẫn, bệnh quên, bệnh tâm thần bỏ nhà
3: bị alzheimer, bị down, bị la bỏ đi, bị lú, bị lạc, bị lạc trong, bị mất liên lạc, bị mắng bỏ đi, bị người lạ, bị quên
3: bị điểm kém bỏ đi, bỏ nhà ra đi, bỏ trốn khỏi bệnh viện, bỏ viện, bỏ đi bụi, bỏ đi khỏi nhà, cao một mét
3: chia nhau đi tìm, cháu bé lạc, cháu bé mất tích, cháu lạc, cháu nhà ai, cháu nhỏ đi lạc, cháu tên, cháu về rồi
3: chưa rõ tung tích, chưa thấy trở về, chưa thấy về, chưa trở về, chưa vào bờ, chưa về nhà, chưa về tới nhà
3: chạy đi tìm, chả tin tức gì, chậm nói, chậm phát triển, con ai, con ai lạc, con lạc, con nhà ai, câm điếc
3: câm điếc đi lạc, cãi nhau bỏ đi, cãi nhau rồi bỏ đi, có ai thấy, có bé, có cháu bé, có một bé, có một cụ
3: cô gái mất tích, công nhân mất tích, cả đêm không về, cần tìm, cần tìm người, cụ bà mất tích, cụ bà ngồi, cụ già ngồi
3: cụ già đi lạc, cụ lạc, cụ ông mất tích, cụ ông ngồi, cụ ông đi lạc, cứu nạn trên biển, da ngăm, du khách mất tích
3: dáng người, dép trên bờ, dặn đừng tìm, em bé lạc, flycam tìm, giận bỏ đi, giận bố bỏ đi, giận mẹ bỏ đi, giọng miền
3: giờ chưa thấy, giờ này chưa về, gặp bé, gặp cụ, gặp một bé, gặp một cụ, gọi hoài không được, gọi hông được
3: gọi không bắt máy, gọi không nghe máy, gọi không thấy, gọi không được, gọi nỏ được, hai ngày không, hay quên
3: hình dạng, hôm qua không về, hông liên lạc được, hông tin tức, học sinh mất tích, hỏi không nhớ, hỏi không nói
3: hỏi không trả lời, hỏi nhà không biết, hỏi tên không nhớ, khi mất tích, khi đi mặc, khóc tìm, không biết nhà ở đâu
3: không biết đi đâu, không biết đường về, không có liên lạc, không có tin tức, không liên lạc được
3: không nghe điện thoại, không nhớ gì, không nhớ nhà, không nhớ số, không nhớ đường về, không nhớ địa chỉ
3: không quay về, không rõ tung tích, không thấy ba, không thấy bà, không thấy bé, không thấy cháu, không thấy con
3: không thấy em, không thấy mạ, không thấy mẹ, không thấy tin, không thấy ông, không thấy đâu, không tin tức
3: không tin tức gì, không trả lời tin nhắn, không trở về, không tỉnh táo, không về nhà, không về tới nhà, kiếm chưa ra
3: kiếm con, kiếm con giùm, kiếm giùm, kiếm không ra, kiếm khắp, kẹt trong rừng, kẹt trên núi, lao động trên tàu
3: leo núi lạc, liên lạc không được, liên lạc ko được, lên xe người lạ, lú lẫn, lúc mất tích, lúc đi mặc, lúc đi mặc áo
3: lượm được đứa nhỏ, lạc bà, lạc bố mẹ, lạc cha mẹ, lạc cháu, lạc con, lạc cụ, lạc gia đình, lạc mất, lạc mất con
3: lạc mẹ, lạc người nhà, lạc người thân, lạc nhà, lạc nhóm, lạc núi, lạc rừng, lạc trong chợ, lạc trong hang
3: lạc trong lễ hội, lạc trong rừng, lạc trên núi, lạc đoàn, lạc đường, lạc đồng đội, lạc ở chợ, lạc ở siêu thị, lẫn đi
3: mang ba lô, mang cặp, mua bút không về, mua đồ không về, máy bay tuần thám, máy khóa, máy tắt, mất tin nhau
3: mất tin tức, mất tiêu, mất trí, mất tích bí ẩn, mất tích gần, mất tích hơn, mất tích khi, mất tích nhiều ngày
3: mất tích sau khi, mất tích trên biển, mất tích trên sông, mất tích từ, mất tín hiệu, mấy ngày không, mặc bộ đồ
3: mặc áo hoa, mặc áo màu, mặc áo sơ mi, mặc áo thun, mặc đồ bộ, mặc đồng phục, mẹ tôi bị lẫn, mở rộng vùng tìm kiếm
3: nam sinh mất tích, nghi bị bắt cóc, nghi mất tích, ngư dân mất tích, người bị tâm thần đi lạc, người già lạc
3: người già đi lạc, người leo núi mất liên lạc, người lạ chở đi, người lạ dẫn đi, người lạ đón, người phụ nữ mất tích
3: người đàn ông mất tích, nhà ai lạc, nhặt được bé, nhớ nhớ quên quên, nhờ cộng đồng tìm, nhờ tìm, nhờ tìm người
3: nốt ruồi, nữ sinh mất tích, quên trước quên sau, quên đường về, ra khỏi nhà rồi, răng sún, rời khỏi nhà
3: sa sút trí tuệ, sợ bị bắt cóc, sợ bị đánh bỏ đi, tan học chưa về, tan học không thấy, theo bạn qua mạng
3: theo người lạ, thiếu nữ mất tích, thiểu năng, thiểu năng đi lạc, thuyền viên mất tích, thuê bao không liên lạc
3: thông báo tìm, thông báo tìm người, thông báo tìm thân nhân, thất lạc, thất lạc gia đình, thất lạc nhiều năm
3: thấy rồi cảm ơn, thấy ở đâu báo, trao bé cho gia đình, trekking lạc, trình báo mất tích, trí nhớ, trí nhớ kém
3: trước khi mất tích, trốn học đi, trốn khỏi trung tâm, trốn khỏi viện, trốn viện, tung tích cháu bé, tài xế mất tích
3: tàu cá mất liên lạc, tàu cá mất tích, tàu câu mực, tàu mất liên lạc, tàu mất tín hiệu, tâm thần bỏ đi
3: tâm thần đi lạc, tên ở nhà là, tìm bà, tìm bé, tìm bé trai, tìm bố, tìm cha, tìm cha mẹ cho, tìm cháu, tìm chưa thấy
3: tìm chồng, tìm con, tìm con gái, tìm con trai, tìm cụ, tìm cụ già, tìm dùm, tìm em gái, tìm gia đình cho, tìm giùm
3: tìm giúp, tìm giúp bà, tìm giúp bố, tìm giúp con, tìm giúp mẹ, tìm học sinh, tìm không ra, tìm không thấy
3: tìm kiếm ngư dân, tìm kiếm người mất tích, tìm kiếm nạn nhân mất tích, tìm mẹ, tìm nam sinh, tìm người thân cho
3: tìm nhà cho bé, tìm nữ sinh, tìm thiếu nữ, tìm thân nhân, tìm thấy an toàn, tìm thấy bé, tìm thấy rồi
3: tìm thấy thi thể người mất tích, tìm trẻ, tìm trẻ đi lạc, tìm vợ, tìm ông, tìm được bé rồi, tìm được gia đình
3: tìm được người thân, tìm được rồi, tóc bạc, tóc cắt, tóc cột, tóc dài, tóc ngắn, tắt nguồn, tối qua không về
3: tổ chức tìm kiếm, tới giờ chưa thấy, tới giờ chưa về, tự kỷ đi lạc, viết thư để lại, vùng tìm kiếm, xa cách
3: xe bỏ lại trên cầu, xe đạp để trên cầu, xe để lại trên cầu, zalo không trả lời, áo trắng quần, áo xanh quần
3: áo đỏ quần, ông cụ lạc, ông cụ ngồi, ông cụ đi lạc, đeo ba lô, đeo balo, đi biển chưa về, đi bẻ măng, đi bộ ra khỏi
3: đi bụi, đi chơi chưa về, đi chợ không về, đi câu chưa về, đi câu không về, đi cùng người lạ, đi cắm trại không về
3: đi dép, đi ghe chưa về, đi hái nấm chưa về, đi học chưa về, đi học không về, đi không về, đi khỏi nhà, đi kiếm
3: đi làm không về, đi lấy măng chưa về, đi mãi không về, đi phượt mất, đi ra khỏi nhà, đi rẫy chưa về, đi rừng bị lạc
3: đi rừng chưa về, đi soi chưa về, đi theo bạn quen qua mạng, đi theo bạn trai, đi theo ghe, đi theo người lạ
3: đi theo trai, đi thả lưới chưa về, đi tìm khắp, đi với người lạ, đi đâu không rõ, đi đâu mất tiêu, điện thoại khóa
3: điện thoại tắt máy, đoàn tụ, đoàn tụ gia đình, đã tìm thấy, đã tìm thấy cháu, đã tìm được, đã về nhà an toàn
3: đêm qua không về, đăng tin tìm, đưa bé về, đưa cụ về, đưa về với gia đình, đầu óc không tỉnh táo, đặc điểm nhận dạng
3: đến giờ chưa thấy, đến giờ chưa về, đến giờ vẫn chưa về, để lại dép, để lại giấy, để lại lá thư, để lại tờ giấy
3: để lại xe, để tóc, đồng phục trường, đứa bé lạc, đứa nhỏ lạc, đứa nhỏ đi lạc, đứng khóc
2: ai thấy, bé khoảng, bị lẫn, bỏ rơi trước cổng chùa, cao 1m, cao khoảng, chưa tìm thấy, còi định vị, có cụ
2: cả nhà đi tìm, cụ tên, dấu chân, giống trong hình, hình bé, khóa máy, khóc một mình, khóc tìm mẹ, không bắt máy
2: không người thân, không nói được, không tìm thấy, kiếm hoài, lang thang, leo núi, lúc 5 giờ chiều, mất dấu, mất hút
2: mất liên lạc, mất tăm, mắc kẹt trong rừng, mặc quần, người mất tích, ngồi một mình, nói giọng, nói không rõ, rời nhà
2: thuyền thúng, thuê bao, tìm hoài không, tìm khắp, tìm khắp nơi, tìm kiếm người, tìm mãi, tìm người, tìm từ tối
2: tắt máy, tờ rơi tìm, từ chiều qua, từ hôm qua tới giờ, đang tìm kiếm, đi lang thang một mình, đi một mình
2: đi từ hôm qua, đi từ sáng, đón cháu, đội nón, đứng khóc một mình, ảnh bé
1: =kiếm, =lẫn, bà tên, bé tìm, bị bỏ rơi, gia đình lo, giờ tan học, lo lắng, lạc, mặc áo, ra khỏi nhà, sau giờ tan học
1: thuyền viên, thợ săn, tàu cá, tìm, tìm kiếm, từ sáng tới giờ, xe đạp đi, đi mãi, đi đâu, đường ray
"""
"""Phrases for `missing` after their weight."""

BORDER = """
6: nhập cảnh trái phép
5: buôn người, mua bán người, tổ chức vượt biên, vượt biên, vượt biên trái phép, xuất cảnh trái phép
5: xuất nhập cảnh trái phép
4: =bán con, =người lào, bị lừa bán, cột mốc, hàng rào biên giới, hết hạn thị thực, không hộ chiếu, lao động chui
4: lối mở, mang thai hộ, người môi giới, người ngoại quốc, người nhập cảnh, người nước ngoài lưu trú, người nước ngoài ở
4: người trung quốc, người vượt biên, nhập cảnh, qua bển, quá hạn visa, sông biên giới, thị thực, trục xuất, visa
4: đưa người qua biên giới, đưa người vượt biên, đường biên, đường dây đưa người
3: =bay thẳng, =bán bé, =bán thận, =bán tạng, =bán vào, =bên cam, =bên đó, =bển, =bị bán, =chở người
3: =chở người nước ngoài, =gái bản, =gần biên, =kẹt bển, =mai mối, =sang đẻ, buôn bán người, buôn bán phụ nữ
3: buôn bán trẻ, buôn bán trẻ em, bà mối, bán bào thai, bán cho quán, bán con nuôi, bán em bé, bán làm vợ, bán máu
3: bán người, bán qua campuchia, bán qua myanmar, bán qua trung quốc, bán sang campuchia, bán sang công ty khác
3: bán sang myanmar, bán sang trung quốc, bán trẻ, bán trẻ em, bán trẻ sơ sinh, bán trứng, bán vào quán karaoke
3: bán vào động, bán vào ổ, bên bển, bên kia biên giới, bên kia suối, bóc lột lao động, băng rừng, băng rừng sang
3: băng sông qua, bơi qua sông, bơi qua sông trốn, bản biên giới, bảo lãnh người nước ngoài, bắt gọi điện lừa
3: bến sông đêm, bến tự phát, bến đò lậu, bị bán cho, bị bán qua, bị bán sang, bị bán vào quán, bị chích điện
3: bị dụ sang, bị dụ đi, bị giữ hộ chiếu, bị trục xuất, bị ép làm việc, bị ép lừa, bị ép tiếp khách, bị đánh bên
3: bỏ trốn khỏi đoàn, bỏ trốn ở lại, bỏ đoàn, bụng bầu sang, campuchia, canh tác qua biên, casino campuchia
3: cho con nuôi, cho con nuôi mua bán, cho nhận con, chuyên gia trung quốc, chuyển nhượng tiếp viên, chuộc, chuộc về
3: chích điện, chăn dắt ép, chạy khỏi casino, chở khách qua sông, chở người nhập cảnh, chở người qua, chở người qua biên
3: chở người sang, chở người trung quốc, chở người vào nội địa, chở qua sông, container chở người, công ty lừa đảo bên
3: công ty trung quốc bên, cư trú trái phép, cưỡng bức lao động, cầu cứu đại sứ quán, cắt rừng, cột mốc biên giới
3: cứu tau, cửa khẩu, di chuyển mốc, di cư trái phép, dân quân biên giới, dẫn qua biên giới, dẫn qua núi, dẫn qua sông
3: dẫn đi bộ, dẫn đường, dẫn đường vượt biên, dụ bé gái đi, dụ con gái, dụ con gái bản, dụ dỗ phụ nữ, dụ gái, dụ phụ nữ
3: dụ qua, dụ sang, dụ sang trung quốc, dụ trẻ em, dụ đi làm, dụ đi làm công ty, dụ đi làm xa, ghép thận chui, ghép tạng
3: gia hạn visa, già làng, giá chuộc, giáp biên, giả du lịch, giải cứu nạn nhân, giải cứu từ campuchia, giải cứu về nước
3: giấu người, giấu người trong thùng xe, giấu người trong xe, giấu sáu người, giấu trong thùng xe, giấy chứng sinh giả
3: giấy phép lao động, giấy thông hành, giữ hộ chiếu, gái quán karaoke bị ép, gả qua trung quốc, gả sang trung quốc
3: gửi tiền chuộc, hiến trứng, hạn thị thực, hầm hàng, hết hạn visa, hồi hương, hộ chiếu giả, hộ chiếu giả đi
3: hội cho nhận con nuôi, iuu, khu công viên khoa học, khu lừa đảo bên, khu tam giác, khu tự trị, khu vực biên giới
3: khách bỏ trốn, khách lạ, khách trung quốc, không biết tiếng việt, không cho về, không cho về nước
3: không có giấy tờ tùy thân, không có hộ chiếu, không giấy phép lao động, không giấy tờ tùy thân, không khai báo
3: không nói được tiếng việt, không đủ chỉ tiêu, kiểm soát biên giới, kpi, kẹt bên đó, kẻ buôn người, kết hôn giả
3: lao động bất hợp pháp, lao động cưỡng bức, lao động khổ sai, làm bên, làm bên trung quốc, làm chui bên
3: làm giấy chứng sinh giả, làm hộ chiếu giúp, làm hộ chiếu hộ, làm thuê trung quốc, làm visa, lào làm việc, lãnh sự
3: lãnh sự quán, lính gác, lưu trú người nước ngoài, lấn mốc, lấy chồng hàn, lấy chồng nước ngoài, lấy chồng trung quốc
3: lấy chồng đài loan, lối mòn biên giới, lội suối sang, lội sông qua, lội sông sang, lừa bán, lừa bán phụ nữ
3: lừa bán sang, lừa bé gái bán, lừa con gái, lừa phụ nữ, lừa qua, lừa sang, lừa sang campuchia, lừa đi, mang bầu sang
3: mang quốc tịch, miến điện, mua bán bào thai, mua bán nội tạng, mua bán phụ nữ, mua bán thận, mua bán tiếp viên
3: mua bán trẻ em, mua bán trẻ sơ sinh, mua bé, mua con, mua trẻ, myanmar, môi giới bán thận, môi giới cô dâu
3: môi giới hôn nhân, môi giới lấy chồng, môi giới xuất cảnh, mấy người lạ qua, mốc biên giới, mốc giới, mốc số, mối lái
3: mộc bài, mụ mối, ngoại quốc, người bên kia sang, người campuchia sang, người châu phi, người dẫn đường, người gốc phi
3: người hoa, người hàn, người hàn quốc, người lạ qua, người nigeria, người nước ngoài làm việc chui
3: người nước ngoài lạ, người nước ngoài nhập, người thân bị kẹt, người trong container, người trung quốc nhập
3: người trung quốc ở, người tây, người vượt, người đài loan, người ấn độ, nhóm khách, nhóm khách lạ
3: nhóm người trung quốc, nhóm tây, nhận con nuôi, nhập cư trái phép, nhập cảnh chui, nhồi nhét trong thùng
3: nói tiếng nước, nói tiếng nước ngoài, nô lệ tình dục, nước bạn, nước bạn lào, nước láng giềng
3: nước ngoài làm việc không phép, nước sở tại, nạn nhân buôn người, nạn nhân mua bán người, nội tạng người
3: nợ tiền đi lại, qua biên giới, qua cam, qua campuchia, qua campuchia làm, qua lào, qua myanmar, qua núi, qua suối
3: qua sông biên giới, qua thái, qua trung quốc, quốc tịch, quốc tịch trung quốc, rủ qua campuchia, rủ qua trung quốc
3: rủ sang, rủ sang campuchia, sang anh, sang anh trồng cần, sang bên kia biên giới, sang bên lào, sang cam làm
3: sang campuchia, sang campuchia làm việc, sang hàn, sang lào, sang lào làm, sang malaysia, sang myanmar, sang nước bạn
3: sang phi, sang philippines, sang thái, sang thái làm, sang trung quốc, sang trung quốc làm thuê, sang đài loan
3: sát biên, sổ thông hành, tam giác vàng, thu hộ chiếu, thuyền nhân, thuyền qua lại, thuê thuyền sang
3: thuê xe ra biên giới, tháo chạy khỏi, thâm nhập, thôn biên giới, thùng xe đông lạnh, thả trâu qua biên, thị thực giả
3: tiền chuộc 100, tiền chuộc thân, tiểu ngạch, trao trả, trao trả công dân, trong thùng xe tải, trạm biên phòng
3: trạm kiểm soát biên phòng, trẻ vị thành niên làm tiếp viên, trốn khỏi casino, trốn qua biên giới, trốn ra nước ngoài
3: trốn sang, trốn tour, trốn trong thùng, trốn về nước, trốn về từ campuchia, trốn đi hàn, trốn đi nước ngoài
3: trốn ở lại, tu nghiệp sinh trốn, tuần tra biên giới, tàu cá nước ngoài, tàu cá trốn đi, tàu cá vi phạm vùng biển
3: tàu nước ngoài, tàu đưa người, tòa nhà lừa đảo, tịch thu hộ chiếu, tổ chức cho người khác trốn, tổ tuần tra biên giới
3: tự cứu về, vi phạm iuu, vi phạm vùng biển nước ngoài, visa du lịch, visa giả, việc nhẹ lương cao, vành đai biên giới
3: vào nội địa, vào sâu nội địa, vùng biển nước ngoài, vượt biển trốn, vượt rừng sang, vượt sông sang, xe 16 chỗ chở
3: xe 7 chỗ đón, xe bảy chỗ đón, xe chở người lạ, xe giường nằm chở, xe đón người, xin con nuôi trên mạng, xuyên rừng
3: xuất cảnh chui, xuất ngoại, xuất ngoại chui, xuồng đưa, xâm canh, xâm nhập, ép bán dâm, ép ký nợ làm tiếp viên
3: ép làm việc, ép làm việc lừa đảo, ép lừa đảo, ép mại dâm, ép đi lừa, ông tây, đi anh, đi bộ xuyên rừng, đi campuchia
3: đi chui, đi chui qua, đi chui sang, đi châu âu, đi du lịch bỏ trốn, đi du lịch rồi trốn, đi du lịch ở lại
3: đi lao động chui, đi làm chui, đi lừa người khác, đi rừng ban đêm, đi tu giả, đi đường mòn, đi đường tiểu ngạch
3: đu dây qua sông, đánh đập bên campuchia, đò đưa qua, đòi chuộc, đòi chuộc người, đòi tiền chuộc về, đón ở biên giới
3: đưa người nhập cảnh, đưa người nước ngoài, đưa người qua, đưa người sang, đưa người trung quốc, đưa người trái phép
3: đưa người trốn, đưa người đi, đưa qua biên giới, đưa sang sông, đưa về nước, đường biên giới, đường dây bán thận
3: đường dây mua bán người, đường dây người di cư, đường dây đi, đường dây đưa, đường dây đưa lao động, đường mòn
3: đường mòn lối mở, đường tiểu ngạch, đại sứ quán, đặc khu tam giác vàng, đẻ mướn, đẻ thuê, đồn biên phòng
3: ở lại trái phép
2: =biên, =dắt người, =mốc, =xuồng máy, =đồn, biên giới, biên phòng, bán tiếp, bên kia sông, bên lào, bên trung
2: bơi sang, bắt làm, bị giữ lại, bộ đội biên phòng, dẫn khách, dẫn người, hôn nhân, hộ chiếu, lương cao, môi giới
2: người lạ nói tiếng, người nước ngoài, nói tiếng lạ, nói tiếng trung, sang bên, tiền chuộc, trạm gác, trốn về, tàu lạ
2: việc nhẹ lương cao campuchia, về nước, xã biên giới, ép tiếp khách, đi làm nước ngoài, đi nước ngoài làm
2: đêm đưa người, đường mòn đêm
1: =lào, =xuồng, bản làng, bị nhốt, casino, con gái bản, nhóm người lạ, nước ngoài, quá hạn, thông hành, trung quốc
1: tạm trú, xuất cảnh, xuất khẩu lao động, đi xuất khẩu lao động
"""
"""Phrases for `border` after their weight."""

WANTED = """
6: bị truy nã, lệnh truy nã, quyết định truy nã, trốn truy nã, đối tượng truy nã
5: truy nã, truy nã đặc biệt, đang bị truy nã
4: =dán ở, che giấu, danh sách truy nã, giống ảnh truy nã, interpol, phát lệnh truy nã, phạm nhân trốn, ra đầu thú
4: so với ảnh, thay tên đổi họ, thông báo truy nã, truy nã toàn quốc, trốn 20 năm, trốn nã, trốn thi hành án, tên giả
4: tên khác, vận động đầu thú, vết sẹo, đình nã, đầu thú, ảnh truy nã, ẩn náu
3: 10 năm lẩn trốn, 15 năm trốn, 20 năm lẩn trốn, =bỏ trại, =giả câm, =quản chế, =ra tù, =tôi lỡ, =đi tu, =ảnh dán
3: bao che cho kẻ, bao vây khu vực, bị can bỏ trốn, bị can trốn, bị can trốn khỏi, bị cáo bỏ trốn, bị công an kiếm
3: bị công an truy, bị công an tìm, bỏ ngũ, bỏ trại cai về, bỏ trốn khỏi, bỏ trốn sau khi, can phạm trốn
3: che giấu tội phạm, chưa sa lưới, chưa thi hành án, chạy lên núi, chạy lên rừng, chạy trốn vào, chạy vô rừng
3: chứa chấp, chứa chấp người, chứa chấp tội phạm, chứa người trốn, còng tay bỏ chạy, có hình dán, công an kiếm
3: công an truy tìm, căn cước giả trốn, cạo mủ, cạo đầu, cảnh khuyển, cấm đi khỏi nơi cư trú, dán ở bảng tin, dán ở xã
3: dùng tên giả, dùng tên khác, dẫn con ra đầu thú, dẫn giải, gia đình đưa ra, giấu người truy nã, giấu nó, giống hình
3: giống hình trên, giống người bị truy nã, giống người trong ảnh, giống tên, giống y, giống đối tượng, gây án bỏ trốn
3: gây án rồi trốn, hoãn chấp hành án, hình dán, hình dán ở xã, hết án, khai tên giả, khuyên con ra đầu thú, khuyên ra
3: không chấp hành án, không ra khỏi nhà ban ngày, không theo giấy triệu tập, không trình diện, không đi chấp hành án
3: kẻ sát hại, kẻ sát nhân trốn, kẻ truy nã, kẻ trốn, kẻ đang bị, làm thuê trốn, làm thợ, làm thợ hồ trốn, lùng bắt
3: lùng sục, lưới trời, lưới trời lồng lộng, lẩn trốn pháp luật, lẩn trốn trong, lẩn trốn ở, muốn khai, muốn ra tự thú
3: muốn ra đầu thú, muốn đầu thú, mãn hạn tù, mãn án, mật báo, mặt giống, mặt này, nghi phạm truy nã, người đang bị tìm
3: nhuộm tóc trốn, nhìn giống, nhận ra tên, nhờ người mua đồ, nuôi cơm, nuôi giấu, nã, né nghĩa vụ quân sự, nét mặt
3: năm lẩn trốn, năm trốn, năm trốn truy nã, phát lệnh, phạm nhân, phạm nhân bỏ trốn, phẫu thuật thẩm mỹ trốn, quen lắm
3: quyết định thi hành án, ra công an nhận tội, ra trình diện, ra tự thú, rời khỏi hiện trường gây án, sau 10 năm
3: sau 15 năm, sau 20 năm, sau gần năm trốn, sau hơn 20 năm, sau khi gây án, sau nhiều năm lẩn trốn, sau năm lẩn trốn
3: sẹo, sống dưới tên, sống khép kín, tha tù, tha tù trước thời hạn, thanh loại truy nã, thay đổi danh tính
3: thi hành án phạt tù, thấy giống, thấy mặt giống, tiếp tế, tiếp tế cơm, tiền thưởng, toàn ở trong nhà, treo thưởng
3: triệu tập không đến, trong diện truy nã, truy lùng, truy nã nguy hiểm, truy nã quốc tế, truy nã đỏ, truy tìm bị can
3: truy tìm hung thủ, truy tìm nghi phạm, truy tìm đối tượng, trên mạng truy nã, trên trang công an, trên truyền hình
3: trú ẩn, trốn 10 năm, trốn chui trốn lủi, trốn chạy, trốn gọi nhập ngũ, trốn hai mươi năm, trốn khi dẫn giải
3: trốn khi áp giải, trốn khám nghĩa vụ, trốn khỏi nhà tạm giữ, trốn khỏi nơi giam, trốn khỏi phòng giam
3: trốn khỏi trại giam, trốn khỏi đơn vị, trốn lệnh, trốn mười năm, trốn nghĩa vụ, trốn nghĩa vụ quân sự, trốn nhập ngũ
3: trốn quân ngũ, trốn ra nước ngoài bị truy nã, trốn sang campuchia bị, trốn sau khi gây án, trốn suốt, trốn trong
3: trốn trong chùa, trốn trong rẫy, trốn trong rừng, trốn trại, trốn trại giam, trốn tù, trốn tại, trốn về nhà mẹ
3: trốn về quê, trốn án, trốn án tù, trốn đơn vị, trốn ở, trốn ở tây nguyên, tung tích, tung tích hung thủ
3: tung tích nghi phạm, tung tích tội phạm, tôi đã gây án, tù trốn trại, tù vượt ngục, tội phạm bỏ trốn
3: tội phạm truy nã, tội phạm trốn, vi phạm quản chế, vây ráp, vượt ngục, vượt trại, vẫn chưa bị bắt
3: vận động ra đầu thú, về chịu tang, về nhà vợ, về thăm con, về ăn tết, xin đầu thú, y chang, y hệt, án phạt tù
3: án treo bỏ đi khỏi, ít giao tiếp, đang bị công an, đang lẩn trốn, đang trốn ở, đem cơm, đi khỏi nơi cư trú
3: đi tu để trốn, đi tù về, đào ngũ, đưa con ra, đưa ra đầu thú, đặc xá, đến công an nhận tội, đến công an đầu thú
3: đến trình diện, đến tự thú, đến đầu thú, để râu, đối tượng trốn, đổi họ tên, đội lốt nhà sư, ảnh dán trụ sở, ẩn nấp
2: =lẩn, =nhận tội, =tiền sự, =án tù, bắt sau, bị bắt khi đang, bị tìm, can án, chưa bắt được, chưa bị bắt, chạy trốn
2: chạy vào rừng, công an tìm, công an đang tìm, cướp xe, cải tạo không giam giữ, cộm cán, giám sát nơi cư trú
2: giết người, hưởng khoan hồng, khoan hồng, kẻ cầm đầu, kẻ giết người, kẻ gây án, lẩn trốn, lệnh bắt, lỡ tay, mới ra tù
2: nhà tạm giữ, thi hành án, tiền án tiền sự, truy bắt, truy xét, trình diện, trình diện công an, trốn biệt
2: trốn nhiều năm, trốn nợ bỏ, trốn về, tá túc, tự thú, về thăm nhà, về thăm vợ, vừa ra tù, áp giải, đang bị tìm
2: đang trốn, đặc điểm, đồn trốn, đổi tên, ẩn danh
1: =xăm, =ẩn, bị bắt sau, bị truy, bỏ trốn, chó nghiệp vụ, cải tạo, hóa trang, khoanh vùng, lần theo, lệnh, nhận diện
1: sa, sa lưới, tiền án, trinh sát, trại giam, trốn khỏi, trốn đi, tên cướp, tội danh, vây bắt, vụ cướp, xử án
1: đang truy, ở ẩn
"""
"""Phrases for `wanted` after their weight."""
