"""What is no matter for the police: accidents, weather, illness, papers, questions, thanks, opinions."""

OTHER = """
7: đuối nước
6: chết đuối
5: cây đổ, lũ quét, ngộ độc thực phẩm, sáp nhập, sạt lở, sạt lở đất, tai nạn lao động, thủ tục hành chính, tự sát
5: đi lạc vào đây
4: =bão, =chó lạ, =hài, =hóc, =nước dâng, =nằm mơ, =sạt, =sởi, =tự tử, =đá lăn, =đỡ đẻ, bao giờ có, bong tróc, bot
4: bot ơi, bão số, băng huyết, bạch hầu, bảo hiểm y tế, bảo tàng, bắt chó thả rông, bể bơi, bị cô lập, bị điện giật
4: bờ sông sạt, chuyển dạ, chó dại, chó pitbull, chó thả rông, chưa rõ nguyên nhân, chờ cứu, cuốn tay, cuộc thi, cá sấu
4: có làm việc, có người chết, công nhân rơi, cúm gia cầm, cúp điện, căn cước công dân, cấp căn cước, cấp lại
4: cần giấy tờ gì, cần mang theo, cần xuồng, cầu khỉ, cắt điện, cột điện nghiêng, di dời dân, dây điện đứt, dạy bơi
4: giàn giáo, giá heo, giá đất, gió giật, giấy xác nhận cư trú, gãy cành, hai thợ, hiến máu, hóc hạt, hạn mặn, hỏi về
4: hố công trình, hố ga, hố ga mất nắp, hố tử thần, hố đào, khai sinh, khen thưởng, khi nào có, khó thở, không khí lạnh
4: không rọ mõm, khỉ hoang, kẹt thang máy, kỳ thi, kỳ thủ, leo lên cột, làm căn cước, lòng thòng, lý lịch tư pháp
4: lũ ống, lệ phí, lốc xoáy, lụt, marathon, muốn chết, mất nước, mất điện cả, ngã từ tầng, ngạt khí, ngập nước, ngập tới
4: ngồi trên mái, ngộ độc, ngộ độc khí, ngộ độc rượu, nhảy cầu, nhặt được ví, nhồi máu cơ tim, nước cuốn trôi, nước lũ
4: nước máy đục, nước rút, nước xiết, nắp hố ga, nộp hồ sơ, ong vò vẽ, phong trào toàn dân, phát hiện bộ xương
4: phát hiện thi thể, rơi từ tầng, rơi xuống giếng, rắn hổ mang, rắn lục, sản phụ, sập cầu, sập giàn giáo, sập hầm
4: sập mỏ, sập nhà, sập sàn, sốc phản vệ, sốt xuất huyết, sụt lún, tai biến, tay chân miệng, thang cuốn, thang máy rơi
4: thi thể nam, thành cầu, thư cảm ơn, thương binh, thường trú, thợ sơn, thủ tướng, thủy điện xả, thử nghiệm, tiêm phòng
4: tiêm phòng dại, tiêu chảy, tri ân, triều cường, trong phim, trâu sổng, trùng tu, trượt chân, tài khoản định danh
4: tách hộ khẩu, tôn bay, tốc mái, voi rừng, vùi lấp, vết nứt, vỡ ối, vỡ ống nước, xin số điện thoại, xuất khẩu
4: xác người, xóa đăng ký thường trú, xả lũ, ép tim, điện giật, đáng khen, đánh rơi, đè trúng, đèn đường
4: đèn đường không sáng, đòi nhảy, đăng ký thường trú, đường hư, đất vùi, đẻ rớt, định danh mức hai, định nhảy
4: đổi giấy phép lái xe, động đất, đột tử, ổ dịch, ổ gà, ổ voi
3: 6 tháng đầu năm, =alô, =bò chạy, =bò sổng, =bầy chó, =bầy ong, =bị ngất, =bộ xương, =chuyện ma, =chào, =chìm
3: =chó cắn, =chỉ thị, =chới với, =cám ơn, =cây đè, =cười, =cảm nắng, =cấp đổi, =cần cẩu, =cầu mục, =cầu sập, =cận thị
3: =cống tắc, =cổ thụ, =gián, =gãy, =hiến tạng, =hóng, =hố cát, =hố nước, =hội thi, =hở điện, =khỉ cắn, =khỉ phá
3: =khởi công, =kè sạt, =kính rơi, =kết hôn, =lúa má, =lật xuồng, =lốc, =lở, =lở đất, =máy cưa, =mọt, =mố cầu
3: =ngưng thở, =ngạt, =ngừng tim, =rò đê, =sóng biển, =sưng, =sập, =sặc, =sọ người, =sốt, =thi công an, =thôi khỏi
3: =trúng số, =trăn, =trăn vào, =tuyên dương, =tử vi, =tự vẫn, =vâng, =vùi, =vắt, =vỡ đê, =vỡ đập, =xin cám ơn, =đau
3: =đau lòng, =đau đẻ, =điện yếu, =đuối, =đàn chó, =đàn ong, =đá lở, =đá đè, =đóng phạt, =đường tối, =đẹp, =đỉa, =ừ
3: a lô, ai trực không, alo, an sinh, app này dùng, bao lâu có, bao lâu mới có, bao lâu thì có, bao nhiêu ngày, bay mái
3: bay nóc, biết ơn, biển lấn, biển quảng cáo rơi, biển quảng cáo đổ, biển số định danh, biểu dương, bot hoạt động
3: bot là, bot này, buồn quá, buổi tuyên truyền, bà bầu, bàn giao nhà, bào thai, bám cành cây, bám vào cành
3: bánh mì ngộ độc, báo mất giấy tờ, báo tin có được, báo tin kiểu gì, báo tin thế nào, bão lũ, bé tím tái, bê tông rơi
3: bò húc, bó tay, bóng đá nữ, bóng đèn đường, bảng hiệu rơi, bảo hiểm thất nghiệp, bảo hiểm xã hội, bấm biển, bấm nhầm
3: bất động sản, bầu cử, bầu đau bụng, bẫy chuột bằng điện, bẫy chuột điện, bẫy điện, bắn pháo hoa ở đâu, bế giảng
3: bể chứa, bể ống, bể ống nước, bệnh dại, bệnh nhi, bị chó cắn, bị cuốn trôi, bị kẹt, bị mất giấy tờ, bị ngộ độc
3: bị nước cuốn, bị ong, bị phạt bao nhiêu, bị rắn, bị sét, bị thương do té, bị vùi, bị vùi lấp, bị xỉu, bị đuối nước
3: bọ cạp, bỏ cấp huyện, bỏ qua tin, bỏ quên, bốc mùi phòng trọ chết, bồn chứa, bồn mắm, bổ nhiệm, bộ phim, bộ trưởng
3: bộ xương người, bờ biển sạt, bục nước, bữa ăn học đường, ca cấp cứu, ca mổ, ca sĩ, cao bao nhiêu, cao tốc khởi công
3: cccd, chia buồn, chim kẹt, cho cháu hỏi, cho con hỏi, cho e hỏi, cho em hỏi, cho hỏi, cho mình hỏi, cho thuyền vào
3: cho tui hỏi, cho tôi hỏi, cho xin số, chu đáo, chuyển hộ khẩu, chuột cắn, chào ad, chào anh chị, chào bot
3: chân tay cứng đơ, châu chấu, chìm xuống, chìm xuồng, chìm đò, chính quyền địa phương hai cấp, chó becgie
3: chó chạy rông, chó cắn chết, chó cắn người, chó dọa, chó dữ, chó hoang, chó không rọ mõm, chó nghi dại
3: chó nhà hàng xóm cắn, chó phóng uế, chó rượt, chó sủa, chó thả, chó tấn công, chó đuổi, chó ỉa, chúc mừng
3: chăn nuôi hộ, chơi game, chạm điện chết, chế độ chính sách, chết bên đường, chết bất thình lình, chết bất thường
3: chết chìm, chết chưa rõ nguyên nhân, chết dưới ao, chết dưới mương, chết dưới sông, chết gục, chết lâu ngày
3: chết nhiều ngày, chết trong nhà, chết trong phòng trọ, chết trên ghế, chợ hoa, chợ tết, chủ tịch nước
3: chứng khoán tăng, co giật, co giật giữa, coi phim, coi tivi, con rắn, con trăn, covid, covid 19, cuối tuần có làm
3: cuốn trôi, cuốn vào máy, cà vẹt, cà vẹt xe, cành cây gãy, cành cây rơi, cành khô, cào cào, cá sấu sổng
3: các nhà khoa học, cách báo tin, cách làm, cách đăng ký, cám ơn nhiều, cáp viễn thông, câu điện bắt chuột, cây bật gốc
3: cây chắn đường, cây gỗ đè, cây khô, cây khô sắp đổ, cây mục, cây nghiêng, cây nghiêng ngả, cây ngã, cây ngã chắn
3: cây ngã đè, cây ngã đè xe, cây rớt, cây sắp ngã, cây xanh, cây xanh ngã, cây đè trúng, có ai không, có ai trực
3: có bị phạt, có cần không, có người trực, có phạm luật, có vi phạm không, có được không, có được phép
3: có được phép không, công nhân kẹt, công nhân ngã, công nhân tử vong, công viên cỏ, công điện, cùng kỳ, cúng ông táo
3: cúp nước, cảm ơn, cảm ơn các anh, cảm ơn các chú, cảm ơn công an, cấp cứu 115, cấp hộ chiếu, cấp mới, cần ca nô
3: cần chuẩn bị gì, cần cẩu đổ, cần máu, cần những gì, cần thuyền, cần xe cấp cứu, cầu gãy, cầu gỗ, cầu hư, cầu hẹp
3: cầu hỏng, cầu nứt, cầu treo, cầu trượt, cầu xuống cấp, cầu yếu, cẩu tháp, cắt cổ tay, cắt tay tự, cắt tỉa cây, cỏ cao
3: cỏ dại, cỏ mọc, cống hở, cống không nắp, cổng dịch vụ công, cột điện gãy, cột điện ngã, cột điện đổ, cột đèn, cứu bạn
3: cứu hộ, cứu mèo, cứu người đuối nước, cứu trợ, di dời khẩn cấp, di tích, diễn viên, diệt muỗi, du khách, dây cáp
3: dây cáp rơi, dây cáp viễn thông, dây lòng thòng, dây mạng thòng, dây rớt, dây điện bị đứt, dây điện hở
3: dây điện lòng thòng, dây điện rơi, dây điện rớt, dây điện sà, dây điện sát đất, dây điện thòng, dây điện tróc vỏ
3: dây điện võng, dây điện vắt, dông lốc, dũng cảm cứu, dư chấn, dư luận, dị ứng, dịch bệnh, dịch sốt xuất huyết
3: dịch tả, dịch tả lợn, dịch vụ công, dọa nhảy, dừa rớt, dự báo thời tiết, dự thảo, dự án đường, e hỏi, em hỏi
3: em xin hỏi, f0, gdp, ghi chỉ số, ghế đá, gia hạn tạm trú, gieo mình, gieo mình xuống, giá lúa, giá nhà, giá vàng
3: giá xăng, gió giật mạnh, gió lốc, gió mùa, giông lốc, giải chạy, giải cứu người, giảm so với, giấy chuyển viện
3: giấy chứng nhận, giấy hẹn, giấy khai sinh, giấy khám sức khỏe, giấy phép lái xe, giấy tờ gì, giật điện, giờ hoàng đạo
3: giờ làm việc, giữa dòng nước, gãy đổ, gạch lát, gạch rơi, gạch vỉa hè, gọi cấp cứu, gọi nhầm, gọi số mấy, gọi số nào
3: gục chết, gửi lời cảm ơn, gửi nhầm, gửi ảnh thế nào, haha, hello, heo rừng, hi, hiến đất, hoan nghênh, huy chương
3: hài cốt, hài nhi, hàng cứu trợ, hòa nhạc, hóa thạch, hóa đơn nước, hóa đơn tiền điện, hóc dị vật, hóc kẹo, hóc thạch
3: hóc xương, hóng biến, hướng dẫn giúp, hạ sinh, hạ đường huyết, hạn hán, hầm biogas ngạt, hầm cá, hầm cầu ngạt
3: hầm tàu, học bơi, học bạ, học bằng lái, học bổng, hỏi ai, hỏi chút, hỏi đường, hố công trình nước, hố ga hở
3: hố ga không nắp, hố giữa đường, hố không biển báo, hố sâu, hố sụt, hồ bơi, hồ chứa, hồ sơ cần, hồ sơ gồm, hồ thủy lợi
3: hồ thủy điện, hồ đập, hồi xưa, hỗ trợ người nghèo, hộ chiếu phổ thông, hộ khẩu, hộ nghèo, hội nghị, hội đồng nhân dân
3: hụt chân, khai tử, khen, khen ngợi, khi nào lấy, khiêng giúp, khiêng ra, khoa học, khu vui chơi, khám bệnh
3: khám nghĩa vụ, khám sức khỏe, khánh thành, khí độc dưới giếng, không có nước, không có rào chắn, không có đèn đường
3: không muốn sống, không rào chắn, không sao nữa, không thở, khảo cổ, khởi nghiệp, kiến ba khoang, kiến nghị lắp, kkk
3: kênh gì, kênh này, kẹt chân, kẹt giữa dòng, kẹt máy, kẹt tay, kẹt trong hang, kẹt trong máy, kẹt trên mái nhà
3: kẹt trên nóc, kế hoạch, kết liễu, kể chuyện, lan can, lan can gãy, leo cột điện, leo lên nóc, leo qua lan can
3: liên hệ ai, liên hệ đâu, liệt sĩ, luật quy định, làm hộ chiếu, làm lại, làm lại giấy tờ, làm rớt, làm sao để
3: làm thế nào, làm tạm trú, làm việc thứ bảy, lá ngón, lên cơn co giật, lì xì, lô cốt, lún nứt, lăng quăng, lũ, lũ cuốn
3: lũ cuốn trôi, lũ lụt, lương hưu, lương tối thiểu, lấy kết quả, lật ghe, lật máy cày, lật đò, lắp gờ, lặn tìm, lễ hội
3: lễ kỷ niệm, lễ ra quân, lịch làm việc, lịch nghỉ, lịch nghỉ tết, lịch tiêm, lịch tiếp dân, lọt cống, lọt giếng
3: lọt hố, lọt xuống cống, lốc cuốn, lở núi, lụt lội, mai vàng, mang theo gì, mong lãnh đạo, mong muốn, mong ngành
3: muốn hỏi, muốn xin, máu mũi, máy cuốn, máy cày lật, máy cày đè, máy cắt cỏ, máy nghiền cuốn, máy trộn, máy ép
3: mã số định danh, mèo cắn, mèo hoang, mèo kẹt, mèo mắc kẹt, méo mồm, mì tôm cứu trợ, mò xác, mùa màng, mơ thấy, mưa lũ
3: mưa lớn, mưa to, mưa đá, mảng bê tông rơi, mảng tường rơi, mất bằng lái, mất cà vẹt, mất căn cước, mất giấy tờ
3: mất hộ chiếu, mất mùa, mất nắp cống, mất điện, mấy ngày có, mắc kẹt, mặt cầu, mặt đường hư, mẹ bầu, mức xử phạt
3: nghiêng, nghĩ sao, nghĩa vụ công an, nghĩa vụ quân sự khám, nghỉ hè, nghỉ hưu, nghỉ tết, nghị quyết
3: ngày hội toàn dân, ngày xưa, ngân sách, ngã giàn giáo, ngã xuống ao, ngã xuống sông, ngưng tim, người có công
3: người già neo đơn chết, người nhái, người tâm thần leo, người đánh rơi, ngạt khí dưới giếng, ngạt khí gas, ngạt thở
3: ngất giữa, ngất xỉu, ngầm tràn, ngập, ngập hết, ngập lụt, ngập mái, ngập nhà, ngập nặng, ngập nửa, ngập sâu
3: ngập sâu nửa mét, ngập úng, ngập đến, ngồi trên nóc, ngộ độc khí co, ngộ độc nấm, ngộ độc sau khi ăn, ngộ độc tập thể
3: ngừng thở, nhiều muỗi, nhiệt tình, nhà lún, nhà nghiêng, nhà nứt, nhà sập, nhà sắp sập, nhà tình nghĩa
3: nhà tình thương, nhánh cây, nhánh cây khô, như thế nào, nhảy lầu, nhảy sông, nhảy điện, nhầm rồi, nhầm số, nhậm chức
3: nhập hộ khẩu, nhập khẩu, nhập khẩu cho con, nhắn nhầm, nhặt được của rơi, nhồi máu, nhờ hướng dẫn, nuốt phải
3: nuốt pin, nên có, nên lắp, nên tổ chức, nôn ói, núi sạt, nước chảy lênh láng, nước chảy xiết, nước cuốn, nước có cặn
3: nước dâng nhanh, nước lên, nước lên nhanh, nước ngập, nước ngập tới, nước nhiễm mặn, nước nhiễm phèn, nước phèn
3: nước sông, nước tràn vào nhà, nước tới, nước xoáy, nước yếu, nước yếu quá, nạo vét giếng, nắng nóng, nắp cống
3: nắp cống bể, nắp cống mất, nắp cống vỡ, nằm chết, nổi trên sông, nộp phạt, nộp phạt nguội, nộp phạt ở đâu, nứt nhà
3: nứt núi, nứt đường, nứt đất, nứt đồi, ok, oke, okie, ong bắp cày, ong chích, ong rừng, ong vò, ong đốt, phiếu
3: phiếu lý lịch, phong trào, phun muỗi, phát hiện mộ, phát hiện người chết, phát hiện xác, phát hiện xác chết, phân hủy
3: phí bao nhiêu, phòng chống đuối nước, phóng điện, phạt bao nhiêu, phạt thế nào, phẫu thuật, phụ huynh học sinh họp
3: pitbull, qua ngầm, qua tràn, quan điểm, quy hoạch, quy định thế nào, quyên sinh, quên đồ trên xe, quý i
3: ra mắt mô hình, rung lắc, rét hại, rét đậm, rò nước, rò rỉ nước, rò rỉ điện, rò điện, rút hồ sơ gốc, rút lại tin
3: rơi giàn giáo, rơi giấy tờ, rơi lầu, rơi trúng người, rơi trúng đầu, rơi từ tầng cao, rơi ví, rơi xuống ao
3: rơi xuống biển, rơi xuống cống, rơi xuống hầm, rơi xuống hố, rơi xuống hồ, rơi xuống kênh, rơi xuống mương
3: rơi xuống suối, rơi xuống sông, rơi xuống vực, rắn bò vào, rắn chui vào, rắn cạp nong, rắn cắn, rắn hổ
3: rắn lục đuôi đỏ, rắn trong nhà, rắn vào nhà, rết cắn, rỉ nước, rọ mõm, rớt lầu, rớt ví, rớt xuống giếng
3: rớt xuống kênh, rớt xuống sông, sang tên xe, sang tên đổi chủ, sao không trả lời, sau khi sinh, say nắng, sea games
3: seagame, sinh con trên xe, siêu bão, sorry, suất ăn, suất ăn bán trú, sáp nhập xã, sáu tháng đầu năm, sân bay mới
3: sâu róm, sét đánh, sình lầy, sóng cuốn, sóng đánh, sùi bọt mép, sơ cứu, sơ kết, sơ tán dân, sạt lở bờ sông, sạt taluy
3: sạt xuống sông, sấm sét, sẩy chân, sẩy thai, sập ban công, sập bờ, sập bờ kè, sập công trình, sập cầu thang, sập cổng
3: sập giếng, sập gác, sập hố, sập khán đài, sập lò, sập mái, sập sân khấu, sập trần, sập đất, sắp sinh, sắp xếp bộ máy
3: sắp xếp đơn vị, sắp đẻ, sắt rơi, số máy trực, số trực ban, số điện thoại của, số định danh, sốc nhiệt, sốt cao
3: sốt cao co giật, sổ bảo hiểm, sổ hộ khẩu, sụp cống, sụp lún, sụt, sụt điện, sụt đường, sụt đất, sứa cắn
3: sữa học đường, tai biến sản khoa, tai nạn hầm lò, taluy, test, test thử, thai nhi, thang máy, thang máy hư, thank
3: thanks, theo em, theo mình, theo thống kê, theo tôi, theo ý kiến, thi bằng lái, thi thể, thi thể người đàn ông
3: thi thể nổi, thi thể nữ, thi thể phụ nữ, thi thể trôi, thi thể đang phân hủy, thi thử, thi tốt nghiệp
3: thi vào ngành công an, thi vô công an, thi đấu, thiếu nước sạch, thiệt mạng, thoát nước, thuế thu nhập
3: thuốc diệt cỏ uống, thuốc hạ sốt, thác nước, thông tư, thông xe cầu, thăm hỏi, thăm và tặng quà, thư tuyệt mệnh
3: thương quá, thả rông chó, thảm nhựa, thấy sao, thắc mắc, thắt cổ, thẻ bảo hiểm, thẻ căn cước, thời gian làm việc
3: thời tiết, thợ lặn, thợ lặn chết, thợ rơi, thủ tục, thủy điện, thứ 7 có làm, thứ bảy có làm, thử xem, tin nhắn thử
3: tin đồn không có, tinh gọn, tiêm chủng, tiêm vắc xin, tiếp công dân, tiếp dân, tiếp tế lũ, tiền điện, tks
3: toàn dân bảo vệ an ninh, tra cứu phạt nguội, tranh cãi, trao nhà, trao quà, treo cổ, tràn vào nhà, trâu chạy
3: trâu húc, trâu húc người, trâu điên, trèo lên cột, trèo qua lan can, trên nóc nhà, trí tuệ nhân tạo, trôi dạt
3: trôi dạt vào bờ, trôi sông, trượt chân rơi, trượt xuống kênh, trạm xá, trả kết quả, trả lại người mất, trả lại tiền
3: trả lại tài sản, trả lại ví, trầm cảm, trận đấu, trở dạ, trợ cấp, trụ sở mới, trụ sở ở đâu, trụ điện, trụ điện gãy
3: trụ điện mục, trụ điện nghiêng, trụ điện ngã, trụ đèn, trục vớt, trừ điểm giấy phép, tuyển công an, tuyển dụng
3: tuyển sinh, tuyển sinh lớp 10, tuyệt mệnh, tuyệt vời, tách hộ, tái lập mặt đường, té ao, té giếng, té gãy chân
3: té gãy tay, té lầu, té sông, té từ, té xuống giếng, té xuống sông, tìm kiếm nạn nhân, tình nguyện, tím tái
3: tăng cường tuần tra, tăng huyết áp, tăng lương, tăng so với, tăng trưởng, tư vấn giúp, tường nứt, tường sập
3: tạm trú online, tận tình, tập huấn, tắc cống, tắc trách bệnh viện, tắm ao, tắm biển bị, tắm hồ, tắm suối, tắm sông
3: tắm thác, tặng quà, tặng quà tết, tỉa cành, tỉa cây, tối mịt, tối như mực, tối om, tối thui, tốt quá, tổ ong
3: tổ ong gần, tổ ong trong, tổng kết, tội nghiệp, tụt huyết áp, tử thi nổi, tử vong bất thường
3: tử vong chưa rõ nguyên nhân, tử vong sau khi tiêm, tử vong trong phòng, tự kết liễu, tự thiêu, u23, ung thư
3: uống thuốc, uống thuốc chuột, uống thuốc diệt cỏ, uống thuốc sâu, vaccine, vneid không, voi, voi phá, voi quật
3: vàng tăng, ván cầu, ván rơi, vé số trúng, vòi rồng biển, vô địch, vùng vẫy dưới nước, vật liệu rơi, vắc xin
3: vỉa hè bong, vỉa hè hư, vớt lên, vớt thi thể, vớt xác, vớt được, vỡ hồ, world cup, xe cứu thương không vào, xem ngày
3: xem pháo hoa ở đâu, xem tivi, xin chào, xin cấp lại, xin khen, xin kiến nghị, xin rút, xin thuyền, xin xác nhận
3: xin được hỏi, xuống cấp, xác chết, xác nam, xác nhận cư trú, xác nhận hạnh kiểm, xác nhận tạm trú, xác nhận độc thân
3: xác nổi, xác nữ, xác thai nhi, xác trôi, xác trẻ sơ sinh, xâm nhập mặn, xóa nhà tạm, xóa án tích, xói lở, xót xa
3: xăm tay, xương người, xả tràn, xỉu, xổ số trúng, y tá, áo phao, áo phao cứu trợ, áp thấp, áp thấp gần
3: áp thấp nhiệt đới, ói mửa, ăn cơm xong, đang chới với, đau bụng nôn, đau ngực, đau tim, đi nghĩa vụ, điều luật
3: điều động, điểm chuẩn, điểm thi, điện bẫy chuột, điện cao thế, điện chập chờn, điện thoại mới ra, điện tăng
3: điện đường, đu quay, đào đường không lấp, đá lởm chởm, đám cưới sao, đè chết, đèn chiếu sáng, đèn hư, đèn đường hư
3: đèn đường hỏng, đê biển, đê vỡ, đòi tự tử, đăng ký hộ chiếu, đăng ký kết hôn, đăng ký tạm trú online, đăng ký xe
3: đơn vị hành chính, đường bong tróc, đường chưa thảm, đường hỏng, đường lầy, đường ngập, đường sình lầy, đường tối om
3: đường xuống cấp, đường xấu, đường đào, được không ạ, đại biểu, đại học, đại nhạc hội, đất lở, đất sụt, đất đá tràn
3: đấu giá biển số, đập tràn, đề nghị lắp đặt, đề nghị tăng cường, đề nghị xây dựng, đề thi, đề án, để quên
3: để quên ba lô, để quên trên taxi, địa chỉ trụ sở, định danh mức 2, định danh điện tử, định tự tử, đọc báo
3: đốn cây nguy hiểm, đồ ăn cứu trợ, đồi sạt, đổ cây, đổ cẩu, đổ sập, đổ tường, đổi bằng, đổi bằng lái, đổi căn cước
3: đổi hộ chiếu, đội bóng, đội tuyển, động kinh, đột quỵ, đứt dây điện, ống nước bể, ứng dụng này
2: 5 sao, =an tâm, =bò, =bơi, =bản, =chó, =chúc, =cát, =cống, =dạ, =giàn, =hư, =hỏng, =hố, =khỉ, =kẹt, =làm rơi, =lúa
2: =lương, =muỗi, =mã, =mưa, =mắm, =ngất, =nôn, =nắng, =quật, =rơi, =rắn, =sâu, =số nào, =thuế, =thưa, =thương, =thắng
2: =thử, =trôi, =té, =tội quá, =ăn, =đua, =đá rơi, =đè, =đê, =đảo, =đẻ, anh chị ơi, ao nuôi, bao giờ, bao lâu
2: bao nhiêu tiền, bao nhiêu tuổi, biển báo, bài viết, bác sĩ, báo cáo, bình luận, bình yên, bó tay luôn, bạn ơi, bản đồ
2: bất tỉnh, bệnh nhân, bị máy, bờ kè, ca nô, chip, cho 5 sao, chuyên gia, chúc anh em, chúc các anh, chúc sức khỏe
2: chết não, chịu luôn, chỗ nào, chủ thầu, chứng thực, con chó, cách ly, cán bộ tiếp dân, có bị phạt không, có cần
2: có cần báo, có gì không, có mở cửa, có nên, có phải, có sao không, có đúng luật, cô lập, công nghệ, công nhân bị
2: công trình, công tác tốt, căn cước, cười xỉu, cạn lời, cần giấy, cần gì, cập nhật, cắt, cột, cứu nạn, cực khổ
2: doanh nghiệp, du lịch, dân sinh, dễ thương, dự án, em nhầm, gia hạn, giành, giáo viên, giúp em với, giải đáp
2: giấy chứng, giấy tờ xe, giếng, gãy chân, gãy xương, góp ý, gặp ai, gửi xe, ha ha, hahaha, hay ghê, hay quá, hehe
2: hihi, hu hu, huhu, hôn mê, hú hồn, hư hỏng, hướng dẫn, hẹn trả, học phí, hỏi tí, hỏi xíu, hỗ trợ giúp, hội thảo
2: khai báo online, khai báo y tế, khai giảng, không các anh, không các chú, không mấy anh, không đăng nhập được
2: khổ thân, kinh tế, kiến nghị, kẹt cứng, kẹt trong, kỷ niệm, lan can cầu, lan truyền, leo núi, liên hệ, luật mới
2: làm thủ tục, làm tới mấy giờ, làm ở đâu, lũ về, lưu ý, lượm được, lấy ở đâu, lắp camera, me, mong hỗ trợ
2: mong được hỗ trợ, muốn biết, má ơi, mái tôn bay, máy bay, máy gặt, mèo, mô hình, mấy anh ơi, mấy giờ, mấy giờ làm
2: mấy giờ mở, mấy ngày, mấy tuổi, mẫu đơn, mật khẩu, mặt đường, nghe đồn, nghiên cứu, nghỉ lễ, nghỉ mấy ngày, nghị định
2: ngày mấy, ngày nghỉ, ngã, ngưỡng mộ, ngất trong, nhà thầu, nhà trẻ, nhà ở xã hội, nhảy xuống sông, nhầm, nhầm máy
2: nhập viện, nhờ hỗ trợ, nông dân, nông sản, nút giao, năm mới, nước, nước sạch, nằm bất tỉnh, nằm bất động, nằm gục
2: nộp hồ sơ online, nộp đâu, nứt, pháp y, phát huy, phát động, phí, phải không, phải làm gì, phải đi đâu, phản đối
2: phần trăm, phẫn nộ, quảng trường, quốc hội, ra mắt, ra quân, ra sao, rạch tay, rớt, sang tên, sao vậy, sinh viên
2: so với cùng kỳ, sét, sông nước, sập tường, số liệu, than, thanh sắt, theo quy định, thi công, thi thể nạn nhân
2: thu hoạch, thưởng nóng, thế nào, thế nào ạ, thị trường, thịt, thống kê, thợ hồ, thợ xây, thợ điện, thứ mấy, tin tưởng
2: tiếp tục phát huy, tiền nước, triển lãm, trường học, trạm y tế, trẻ, trợ cấp xã hội, tui nhầm, tuyên truyền, tàu hàng
2: tìm hiểu, tìm kiếm, tôi muốn, tư vấn, tội nghiệp quá, tờ khai, tử vong, tự hào, tỷ lệ, uống thuốc ngủ, video, vl
2: vneid, văn hóa, vất vả, vậy mấy anh, xe cấp cứu, xem phim, xin góp ý, xin hỏi, xin hỗ trợ, xin lỗi, xinh, xác nhận
2: xây dựng, xỉu ngang, xử lý giúp hố, y tế, yên tâm, ý kiến, đi học, đi đâu làm, điều dưỡng, điều trị, điện lực
2: điện thoại nào, đoàn thanh niên, đào đường, đánh giá cao, đèn tín hiệu, đúng không, đăng nhập, đơn xin, đường sắt
2: được hông, được không, được không mấy anh, đề nghị lắp, đề xuất, đọc tin, đồng chí, ống nước, ở chỗ nào, ở đâu
2: ủng hộ, ủy quyền
1: =biển, =bảng, =bẫy, =bị bán, =bố, =bổ, =chuồng, =chống, =công nhận, =cụ, =dây, =dòng họ, =dần, =gió, =hả, =hỏi, =hồ
1: =lỗi, =lợn, =mối, =mổ, =mộ, =mở, =nhãn, =nhạc, =nhỉ, =rùa, =sông, =săn, =số, =sữa, =thú, =thầy, =tràn, =trúng, =táng
1: =vét, =ví, =xăm, =đào, =đá, =đèn, =đơn, =đất, =đề, =độ, =đội, ad ơi, anh em, ao, bao nhiêu, biển cấm, bom, bà con
1: bà cụ, báo động, bóng đá, bùn, bảo hiểm, bằng lái, bến đò, bệnh, bệnh viện, bị cướp, bị giật, bị mất, bồi thường
1: bộ đội, chia, chia sẻ, chiến sĩ, chung cư, cháu bé, chích, chưa tìm thấy, chạy bộ, chết, chịu, cây, cô giáo
1: công chứng, công nhân, công nhân vệ sinh, công viên, cảnh báo, cấp cứu, cầu, cọc, cột điện, cờ bạc, cụ bà, dạ thưa
1: dịch, em muốn, game, giấy phép, giấy tờ, giỏi quá, giờ cao điểm, gác chắn, gấu, gốc, hoang mang, hóa đơn
1: hông mấy anh, học sinh, hồ sơ, hộ chiếu, hội phụ nữ, khi nào, khoanh vùng, khu phố, khuyến cáo, khóc, không biết
1: khúc cua, kinh nghiệm, kênh, kêu gọi, loa phường, luật sư, ly hôn, làm gì, làm sao, lãi suất, lên cơn, lít, mái che
1: mình nhầm, mùi hôi, mẫu giáo, mẹ, mở cửa không, mức phạt, mừng, nghe nói, nghiện, người chết, người đi bộ, nhà
1: nhà văn hóa, nhập, nhặt được, nuôi, nên làm gì, nóc nhà, nước đá, nộp ở đâu, ong, phim, phiên tòa, phun, phun thuốc
1: phường, phải làm sao, phản ánh, quân sự, rào, sao mà, sinh hoạt, siêu thị, suối, thanh niên xung phong, thuyền
1: thuyền thúng, thuốc, thì sao, thông tin, thông xe, thú y, thời hạn, trang trại, trung thu, trâu, trường, trại heo
1: trại nuôi, trẻ em, trẻ sơ sinh, trời ơi, trực thăng, tòa, tường rào, tạm trú, tấn công, tết, tổ dân phố, xe buýt
1: xin cảm ơn, xuất, xổ số, ông cụ, điện, đoàn tàu, đúng là, đăng ký, đường, đường dây nóng, đường hoa, đường ngang, ạ
1: ứng dụng
"""
"""Phrases for `other` after their weight."""
