"""What goes wrong in public: traffic, fire, environment, order, disputes."""

TRAFFIC = """
6: quái xế, tai nạn giao thông, va chạm giao thông, đua xe trái phép
5: gây tai nạn bỏ chạy, gây tai nạn rồi bỏ chạy, mất lái, nồng độ cồn, vi phạm nồng độ cồn, vụ tai nạn giữa, đua xe
4: =chờ đèn, =lấn làn, =đỗ chắn, =đụng xe, băng qua đường, bẹp dúm, bốc đầu, chở tôn, cuốn vào gầm, cán qua, dừng đỗ
4: kẹt trong cabin, lao xuống vực, lái ô tô, lạng lách đánh võng, mất phanh, người đi bộ bị, người điều khiển xe, nẹt pô
4: nữ tài xế, phóng nhanh, pô độ, quẹt xe, rơ moóc, tai nạn liên hoàn, tai nạn xe, tài xế say, tông chết, tông nhau
4: tông trực diện, tông đuôi, va chạm giữa, va quẹt xe, va vào trụ cầu, vào đường cấm, vượt đèn đỏ, vượt ẩu, vụ tai nạn
4: xe bồn lật, xe công nông, xe khách lật, xe lao xuống, xe quá tải, xe đưa rước học sinh, xe đưa đón học sinh, ép xe
4: ùn tắc, đi ngược chiều, điều khiển xe, đâm trực diện, đón trả khách, đường một chiều, đầu kéo, đỗ sai quy định
4: đỗ xe trên vỉa hè, độ pô, ủi vào
3: =biến dạng, =chở kính, =cán chết, =dốc, =làn, =nổ vỏ, =rơ mooc, =tạt đầu, =tổ lái, =xe bò, =xe cán, =xe dừng, =xe đò
3: =xe đổ, =xe đụng, =xế hộp, =đầu máy, =đậu chắn, =đậu đỗ, an toàn giao thông, biển cấm, biển số giả, bot thu phí
3: bung cửa, buông hai tay, buồn ngủ, bánh xe cán, bão đêm, bò qua đường, bắn tốc độ, bắt khách dọc đường
3: bằng lái xe giả, bị cuốn vào gầm, bị xe cán, bị xe quẹt, bị xe tông, bị xe đụng, bỏ mặc nạn nhân, bốc đầu xe
3: bốn chiếc, ca nô lật, cabin, camera phạt, cao tốc, che biển số, chiếm làn, chiều cấm, chèn qua, chèn xe, chèn ép
3: chìm ghe, chìm phà, chìm sà lan, chìm thuyền, chìm tàu, chưa đủ tuổi lái xe, chạy bạt mạng, chạy bằng một bánh
3: chạy không đèn, chạy lấn tuyến, chạy ngược chiều, chạy ngược đường, chạy quá tốc độ, chạy xe ẩu, chạy ẩu
3: chặn đường xe, chở 3, chở 4, chở ba chở bốn, chở hàng cao, chở hàng cồng kềnh, chở quá, chở quá người
3: chở quá số người, chở quá tải, chở sắt, chở vật liệu, chủ xe, cua gấp, cua tay áo, cán qua người, cán trúng, cúp đầu
3: cơi nới thùng, cấm đường, cắt đầu xe, cọc tiêu, cột đèn giao thông, dàn hàng ba, dàn hàng ngang, dưới gầm xe
3: dải phân cách, dầu nhớt trơn, dồn toa, dừng chờ đèn, dừng giữa đường, dừng xe, dừng xe đột ngột, dừng đèn đỏ
3: dừng đón khách, dừng đậu, giao xe cho con, gác chắn, gác tàu, gương cầu, gương cầu lồi, gầm xe, gầm xe tải
3: húc dải phân cách, húc vào đuôi, húc đuôi, hất xuống, hết đát, hết đăng kiểm, học sinh chạy xe, học sinh đi xe máy
3: học trò chạy xe, hỗn loạn giao thông, hộ lan, khinh khí cầu, không bằng lái, không có bằng lái, không có đèn
3: không giấy phép lái xe, không gương, không nhường đường, không nhường đường xe cứu thương, không áo phao, không đèn
3: không đội mũ, không đội mũ bảo hiểm, không đội nón, không đội nón bảo hiểm, khúc cua, kéo lê trên đường, kẹp 3, kẹp 4
3: kẹp ba, kẹt trong xe, kẹt xe, kẻ vạch, lao lên vỉa hè, lao qua dải phân cách, lao vào nhà dân, lao xuống mương
3: luật giao thông, làm xiếc, làn etc, làn khẩn cấp, làn ngược chiều, lái xe bỏ chạy, lái xe say, lái xe tải
3: lái xe ô tô, lùi xe, lạng lách, lấn tuyến, lấn đường, lật ca nô, lật ghe, lật giữa đường, lật nghiêng, lật thuyền
3: lật xe, lật xe khách, lỗi vi phạm, máy thổi, mô tô phân khối lớn, mất thắng, mắc cạn, mắc kẹt trong cabin, mặt đường
3: mở cửa xe, mở cửa ô tô, nghi án tông, nghiến qua, ngã tư không đèn, ngã xe, người tham gia giao thông
3: người đi xe đạp, ngược chiều trên cao tốc, ngủ gật, nhóm đua xe, nhồi nhét khách, nát đầu xe, nút giao, nằm trên yên
3: nẹt bô, nồng độ, nổ lốp, phanh, phanh gấp, phân khối lớn, phân luồng, phân làn, phóng bạt mạng, phóng nhanh vượt ẩu
3: phóng như bay, phóng như điên, phóng ẩu, phương tiện, phương tiện giao thông, phản quang, qua đường bị, qua đường sắt
3: quay xe giữa đường, quay đầu bỏ chạy, quay đầu xe, quá khổ quá tải, quá tốc độ, quẹt rồi chạy, ray, rào đường, rú ga
3: rú ga ầm ĩ, rơi hàng hóa, rơi vãi, rước khách dọc đường, rải đinh trên đường, sai làn, sang đường, say xỉn lái xe
3: siêu xe, tai nạn, tai nạn trên cao tốc, tai nạn đường sắt, tai nạn đường thủy, tham gia giao thông
3: thường xuyên xảy ra tai nạn, thả bò ra đường, thắng gấp, thổi cồn, thổi nồng độ cồn, thổi ra, thủng lốp
3: trâu bò trên đường, trạm bot, trật bánh, trật tự giao thông, trẻ em lái xe, trực thăng rơi, tài xế bỏ chạy
3: tài xế ngủ gật, tài xế xe, tài xế xe khách, tàu cá đâm, tàu cánh ngầm, tàu hỏa tông, tàu hỏa đâm, tàu khách
3: tàu lửa tông, tàu tông, tàu đâm, té xe, tông bay, tông cầu, tông cột, tông dải phân cách, tông gãy, tông liên hoàn
3: tông mạnh, tông ngã, tông rồi chạy, tông sập, tông thẳng, tông trụ cầu, tông từ phía sau, tông tử vong, tông vào
3: tông văng, tông xe, tước bằng lái, tước giấy phép lái xe, tạt đầu xe, tắc cứng, tắc dài, tắc đường, tắt đèn chạy
3: tống 3, tống ba, tụ tập đua xe, tử nạn, tự gây tai nạn, tự ngã xe, tự té, uống rượu lái xe, va chạm, va chạm mạnh
3: va chạm với xe, va chạm với ô tô, va trụ cầu, va vào nhau, vi phạm giao thông, vi phạm lỗi, văng khỏi cabin
3: văng khỏi xe, vượt phải, vượt tàu, vượt đèn, vượt đèn vàng, vạch kẻ, vạch kẻ đường, vạch sang đường, vụ lật xe
3: vụ va chạm, vừa lái xe vừa, xe ben, xe biển xanh, xe bus, xe bị lật, xe bỏ chạy, xe chắn, xe chết máy giữa đường
3: xe con lao, xe container, xe container lật, xe cà tàng, xe cứu hộ, xe cứu thương không, xe dù bến cóc, xe ga
3: xe giường nằm, xe gây tai nạn, xe hổ vồ, xe khách giường nằm, xe kéo, xe lao vào, xe lôi, xe máy kéo ba, xe mất lái
3: xe ngã, xe ngựa, xe nằm ngửa, xe nối đuôi, xe phân khối lớn, xe quá khổ, xe rơi hàng, xe sang, xe tông, xe tải lao
3: xe tải lật, xe tự chế, xe đưa đón, xe đầu kéo, xe độ, xẹp lốp, ô tô lao, ô tô đậu, ô tô đỗ, ô tô đỗ chắn
3: ùn tắc kéo dài, ùn ứ, đi dàn hàng ngang, đi lùi, đi ngược đường, đi vào đường cấm, đi vào đường một chiều
3: điều khiển phương tiện, điểm đen, điểm đen tai nạn, điện thoại khi lái, đua nữa, đua đêm, đánh võng, đâm gãy
3: đâm liên hoàn, đâm sầm, đâm trúng, đâm trụ cầu, đâm đuôi, đèn giao thông, đèn tín hiệu, đèn xanh đèn đỏ, đăng kiểm
3: đường mòn dân sinh, đường ngang, đường nội bộ, đường trơn trượt, đấu đầu, đầu trần chạy xe, đậu giữa đường
3: đậu lấn đường, đậu sai quy định, đậu xe bít, đậu xe bừa bãi, đậu xe chắn, đậu xe dưới lòng đường, đậu xe sai
3: đậu xe sai quy định, đậu xe trên vỉa hè, đậu xe trước cửa, đậu xe trước nhà, đối đầu trực diện, đổ dầu ra đường
3: đỗ dưới lòng đường, đỗ giữa đường, đỗ xe bừa bãi, đỗ xe chắn, đỗ xe dưới lòng đường, đỗ xe sai, đỗ xe sai quy định
3: đỗ xe trước cửa, đụng nhau, đụng rồi chạy, đứt phanh, đứt thắng, ủi thẳng
2: =chạy lấn, =chở ba, =cấm dừng, =cấm đậu, =lề, =quẹo, =va quệt, =xe đậu, =xe đỗ, =đèo, ba chiếc, ba xe, biển báo
2: biển số, bu lông, bãi đậu xe, bóp kèn, bùng binh, bấm còi, bằng lái, bị tai nạn, bị thương nặng, bốn bánh, chiếc xe
2: chạy nhanh, chạy xe máy, chốt csgt, csgt lập chốt, cua, cán tử vong, cáp treo, còi hơi, cú va chạm, cấm tải
2: cấm xe tải, cầm lái, cầu treo, cầu vượt, dân sinh, dầu loang, ga tàu, giao thông, giao thông hỗn loạn, giảm tốc
2: gờ giảm tốc, hai xe, hai xe máy, hai ô tô, húc vào, húc văng, hạng bằng, hất văng, khuất tầm nhìn, khách còn trên xe
2: không biển số, kéo lê, kẹp ba kẹp tư, kẹt cứng, leo vỉa hè, làn xe, làn đường, lái xe, lòng đường, mũ bảo hiểm
2: ngã tư, ngược chiều, nhà xe, nối đuôi, phóng xe, phạt nguội, pô, quẹt trúng, rẽ phải, rẽ trái, rọi đèn pha, taxi
2: tay lái, thuyền du lịch, thông xe, thổi phạt, trạm thu phí, tuột dốc, tài xế, tài xế xe tải, tàu du lịch, tàu hàng
2: tàu hỏa, tông, tông phải, tông trúng, tốc độ cao, va quẹt, vòng xoay, văng ra xa, văng xuống đường, xe ba gác
2: xe buýt, xe bốn bánh, xe bồn, xe chạy, xe chở, xe chở cát, xe chở gỗ, xe chở hàng, xe chở học sinh, xe chở đất
2: xe con, xe cẩu, xe cứu thương, xe hơi, xe khách, xe lu, xe máy, xe máy va chạm, xe máy và ô tô, xe mô tô, xe rác
2: xe thồ, xe tải, xe tải chở, xe ôm công nghệ, xi nhan, xuống dốc, ô tô, ôm cua, đi sai làn, đoàn tàu, đâm vào
2: đâm vào cột, đâm vào dải, đâm vào xe, đâm vào đuôi, đèn đỏ, đèo dốc, đò ngang, đường gom, đường ray, đường sắt
2: đường tàu, đại lộ, đậu xe, đổ đèo, đụng trúng, ủi
1: =chở, =lái, =lốp, =lỗi, =phà, =tô, =đua, =đâm, biển số xe, bánh xe, bãi giữ xe, bãi xe, bất tỉnh, bến cóc, bến phà
1: bến đò, bị phạt, bỏ chạy khỏi hiện trường, ca nô, chạy như điên, chắn lối, chỗ đậu xe, cản trở giao thông, cầu đường
1: cổng trường, cứu nạn, cứu thương, giam xe, giờ cao điểm, grab, hiện trường vụ tai nạn, hàng hải, hành khách, hương lộ
1: khách du lịch, luồng tuyến, lật, lật ngửa, lề đường, máy bay, mô tô, ngã, ngã ba, người chết, người đi bộ
1: người đi đường, nón bảo hiểm, nằm bất động, pha đèn, phụ xe, ql, quốc lộ, rời khỏi hiện trường, say xỉn chạy
1: shipper chạy, so với cùng kỳ, thương vong, tài xế taxi, tăng tốc, tắc nghẽn, tỉnh lộ, vỉa hè đậu, xe, xe 16 chỗ
1: xe bán tải, xe công, xe khách chạy, xe khủng, xe lật, xe lửa, xe ô tô, xe điện, xe đạp, xe đạp điện, xử phạt tài xế
1: đi bộ qua, đèn pha, đường hẹp, đường thủy, đường tránh, đỗ xe, đụng vào
"""
"""Phrases for `traffic` after their weight."""

FIRE = """
7: đám cháy
6: =đang cháy, cháy rừng, vụ cháy
5: bốc cháy, cháy lớn, cháy nhà, cháy nổ, chập điện, dập tắt, hỏa hoạn, phòng cháy chữa cháy
4: =bắt lửa, =cháy xe, =cháy xe máy, =nhà ống, báo cháy, bén lửa, bùng lên, bếp củi, chuông báo cháy, cháy bãi phế liệu
4: cháy chợ, cháy cái, cháy kho, cháy lan, cháy phòng trọ, cháy quán, cháy rồi, cháy rừng thông, cháy trạm biến áp
4: cháy xe tải, cháy xưởng, cháy xưởng gỗ, cháy đen, cháy ở, chập cháy, chữa cháy, cảnh sát pccc, cảnh sát phòng cháy
4: cột khói, cứu hỏa, diễn tập chữa cháy, dập tắt đám cháy, họng nước chữa cháy, khí phun, khói bốc, lan sang
4: lính cứu hỏa, lối thoát nạn, lối thoát thứ hai, lửa bùng, lửa bốc, lửa lan, lửa liếm, lửa táp, lửa đang, mùi gas
4: nguy cơ cháy, ngạt khói, ngọn lửa, nổ bình gas, pccc, phát hỏa, sang chiết gas, sạc xe điện, thang dây, thiêu rụi
4: thoát hiểm, trụ nước chữa cháy, tàn bay, tạt xăng đốt, vụ hỏa hoạn, xe chữa cháy, xe cứu hỏa, xốp, đang lan
4: đốt vàng mã, đổ xăng đốt
3: 114, =bùng, =cháy, =cháy chùa, =cháy cỏ, =cháy lán, =cháy tràm, =có cháy, =dập, =hỏa lực, =khói, =lả cháy, =lửa
3: =nổ nồi, =tàu cháy, =xe cháy, =xe đang cháy, amoniac, aptomat, biến áp, biển lửa, bà hỏa, bán xăng lẻ, báo cháy giả
3: bình chữa cháy, bình ga, bình ga mini, bình gas, bình gas cũ, bình gas mini, bình khí, bùng cháy, bật lửa, bị cháy
3: bịt lối thoát, bỏng cồn, bỏng gas, bỏng nặng, bỏng toàn thân, bốc khói, chiết nạp gas, chuồng cọp, cháy bàn thờ
3: cháy bãi rác, cháy bãi xe, cháy bếp, cháy bếp gas, cháy bệnh viện, cháy bụi, cháy chung cư, cháy chung cư mini
3: cháy chuồng, cháy container, cháy cây rơm, cháy cây xăng, cháy công ty, cháy công tơ, cháy căn hộ, cháy cột điện
3: cháy cửa hàng, cháy dây điện, cháy dãy trọ, cháy dữ dội, cháy gara, cháy ghe, cháy karaoke, cháy kho hàng
3: cháy khách sạn, cháy ký túc xá, cháy miếu, cháy ngùn ngụt, cháy nhà máy, cháy nhà trọ, cháy nhà xưởng
3: cháy phừng phừng, cháy pin, cháy quán bar, cháy quán karaoke, cháy ruộng mía, cháy rơm, cháy rẫy, cháy rụi
3: cháy rừng tràm, cháy shop, cháy siêu thị, cháy sà lan, cháy sân thượng, cháy thực bì, cháy tiệm, cháy tiệm sửa xe
3: cháy tiệm vàng mã, cháy to, cháy trong, cháy trung tâm thương mại, cháy trơ khung, cháy trường, cháy trại
3: cháy trụ sở, cháy trụ điện, cháy tàu, cháy tại, cháy tạp hóa, cháy tầng hầm, cháy tủ điện, cháy văn phòng
3: cháy xe buýt, cháy xe bồn, cháy xe khách, cháy xe điện, cháy âm ỉ, cháy ô tô, cháy đình, cháy đùng đùng, cháy đầu kéo
3: cháy đồi, cháy đồng hồ điện, cháy ắc quy, châm lửa đốt, chạm mạch, chạm điện, chất dễ cháy, chết cháy, chứa xăng
3: còi báo cháy, cúp điện cháy, cấp cháy rừng, cầu dao, cầu thang thoát hiểm, cồn bùng, cửa thoát hiểm, di tản, dây trần
3: dây điện chằng chịt, dập cháy, dập lửa, dễ cháy, gas, gas mini, giặc lửa, hàn cắt, hàn xì gây, hàn điện, hỏa thiêu
3: hộp quẹt, kho gas, kho xăng, khí độc rò, khóa cửa thoát, khóa trái cửa cháy, khóa van, khói cuồn cuộn, khói lửa
3: khói mù mịt, khói mịt, khói nghi ngút, khói tỏa, khói xám, khói đen, không đảm bảo pccc, khống chế ngọn lửa
3: khống chế đám cháy, kẹt trong lửa, kẹt trong nhà cháy, kỹ năng thoát nạn, lan sang nhà, lính chữa cháy, lối thoát
3: lối thoát hiểm, lửa bao trùm, lửa cháy, lửa dữ, lửa hồng, lửa lớn, lửa ngùn ngụt, lửa to, lửa đỏ rực, mái tôn cháy
3: máy lạnh cháy, máy xúc đào trúng ống, mùi ga, mùi ga nồng nặc, mùi khét lẹt, mất an toàn phòng cháy
3: mắc kẹt trong đám cháy, mắc kẹt trên tầng, mặt nạ phòng độc, mồi lửa, nghiệm thu pccc, nguy cơ cháy nổ
3: nguy cơ cháy rừng, ngún khói, nhà bị cháy, nhà cháy, nhảy từ tầng, nướng mực cồn, nấu củi, nẹt lửa, nổ bình ga
3: nổ bình khí, nổ bình oxy, nổ bình ắc quy, nổ gas, nổ kho, nổ khí gas, nổ lò, nổ lò hơi, nổ lốp bếp, nổ lớn
3: nổ nồi hơi, nổ pin, nổ trạm, nổ điện thoại, phòng cháy, phóng hỏa, phóng hỏa đốt, phỏng nặng, quạt cháy, quẹt lửa
3: rò gas, rò khí, rò rỉ amoniac, rò rỉ gas, rò rỉ hóa chất, rò rỉ khí, rò rỉ khí gas, rò rỉ xăng, rừng cháy
3: sang chiết ga, sáng rực, sạc pin, than tổ ong, thiêu chết, thiêu sống, thoát nạn, thả đèn trời, thần lửa, thợ hàn
3: thực bì, tia lửa, tia lửa điện, tràn xăng, trụ cứu hỏa, trữ xăng dầu, tàn lửa, tích trữ xăng, tóe lửa, tôn xốp
3: tưới xăng đốt, tập huấn chữa cháy, tủ lạnh cháy, van gas, vòi chữa cháy, vòi rồng, vảy hàn, vụ nổ, vụ nổ lớn
3: xe bốc cháy, xe chữa, xe thang, xì ga, xì gas, xăng can, xẹt lửa, xẹt điện, đèn trời, đường điện cháy, đỏ rực trời
3: đốt kho, đốt quán, đốt rác đêm, đốt rừng làm rẫy gây cháy, đốt vàng mã cháy, đốt đồng cháy, ống dẫn khí, ổ điện cháy
2: =bỏng, =lả, biển quảng cáo, bùng phát, bếp ga, bếp gas, bị bỏng, câu móc dây điện, cầu thang, củi, cứu người
2: cứu nạn cứu hộ, hiện trường vụ cháy, kho chứa, khét, khí gas, khói bốc lên, khói trắng, lính cứu, lính cứu nạn
2: mùi hắc, mùi khét, mặt tiền, phát nổ, quá tải điện, sơ tán, tiếng nổ, tiếng nổ lớn, trơ trụi, trạm biến áp, tàn tro
2: vật liệu dễ cháy, xe điện, xăng dầu để, điểm cháy, điện chập, điện nóng, đốt cỏ, đốt lá, đốt nhà, đốt rác cháy
2: đốt rơm, đốt xe, ổ cắm
1: =gió, =nổ, =phỏng, =tầng, =tụ điện, bãi giữ xe, bếp, câu điện, cơi nới, dây điện, hầm, nhà kho, nóc nhà, nồng nặc
1: nổ to, phun, quán karaoke, thoát ra ngoài, thương vong, tro bụi, trực thăng, tàn thuốc, vũ trường, xăng, xăng dầu
"""
"""Phrases for `fire` after their weight."""

ENVIRONMENT = """
6: xả nước thải, động vật hoang dã
5: khai thác khoáng sản trái phép, phá rừng, rác thải, xả thải, ô nhiễm môi trường, đổ rác, đổ trộm
4: =bọt trắng, bãi thải, bùn đen, bẫy chim, bẫy dây, bụi mịn, chim trời, chất lượng không khí, chất thải, cá chết
4: cưa gỗ, dầu loang, dệt nhuộm, ghe hút cát, khai thác cát trái phép, khoan lỗ đổ, khu bảo tồn, khói bụi, khói khét
4: khói lò, kích điện, lâm tặc, lưới tàng hình, lấy mẫu nước, lợn chết, mùi sơn, nhà máy tinh bột, nước rỉ
4: phân loại rác, quan trắc, ruồi nhặng, rác nhựa, rác y tế, rùa biển, săn bắt, thịt thú rừng, tái chế nhựa, tê tê
4: tận diệt, viêm phổi, voọc, vệt dầu loang, xi mạ, xà bần, xác lợn, xả nước, xả thẳng xuống, xả trộm, ô nhiễm, đúc nhôm
4: đốt dây điện, đốt rác, đổ xà bần
3: =bò biển, =bạt đồi, =chó săn, =chôn, =cào bay, =cá con, =cát sông, =cô nhôm, =cưa xẻ, =cống hôi, =dúi, =giã cào
3: =hoẵng, =lâm sản, =lén xả, =ngứa, =nhím, =nước cống, =phân lợn, =quặng, =ruồi, =rùa, =sông đen, =sạn, =sỏi, =sủi bọt
3: =thúi, =thải, =tràn dầu, =trọc, =trồng rừng, =vượn, =vạc, =xay xát, =xương hổ, =xả bẩn, =xả khói, =đi săn, =đánh điện
3: =đổ phân, ao tôm xả, aqi, ba ba, baba, bán thú rừng, bán đất san nền, bã mía, bã sắn, bãi rác, bãi rác tự phát
3: bãi tập kết cát, bãi tắm ô nhiễm, bãi xỉ, bè gỗ, bè hút, bùn thải, bùn đỏ, băm nát, bơm cát, bơm hút cát, bạt núi
3: bảo tồn, bảo vệ môi trường, bẫy chào mào, bẫy cò, bẫy kẹp, bẫy thòng lọng, bẫy thú, bắt giun đất, bẻ san hô, bến bãi
3: bến cát, bể phốt, bịch rác, bỏ rác, bốc mùi hôi, bồ hóng, bột cá, bụi bặm, bụi gỗ, bụi mù, bụi phủ, bụi phủ trắng
3: bụi sơn, bụi than, bụi xi măng, bụi đá, bụi đường, can hóa chất, cao hổ, chai lọ thuốc, chim chào mào, chim di cư
3: chim hoang dã, chim yến, chim én, chui xuống đất xả, chuồng trại, châm điện, châm đốt, chích cá, chích điện bắt cá
3: chích điện cá, chôn chất thải, chôn dưới đất, chôn lấp chất thải, chôn rác, chôn trộm, chăn nuôi gây
3: chưa thu gom rác, chưng cất dầu, chất lỏng, chất lỏng lạ, chất lỏng đen, chất thải công nghiệp, chất thải nguy hại
3: chất thải rắn, chặt cây, chặt cây xanh, chặt dừa, chặt hàng cây, chặt hạ cây, chặt phá, chặt phá rừng, chặt thông
3: chặt trộm, chế biến cá, chế biến mủ, chế biến thủy sản, chết khô, chết trắng, chỉ số không khí, chống rác nhựa
3: chồn hương, chở gỗ, chở đất đi bán, culi, cà phê xát, cào lưới điện, cào điện, cày nát, cá chết hàng loạt
3: cá chết trắng, cá heo mắc, cá nổi trắng, cá thể, cát biển, cát trắng, cát tặc, cát đen, cây chết khô, công ty xả
3: cơ sở gỗ, cơ sở xả, cưa cây, cưa hạ, cưa máy, cưa trộm cây, cạo vỏ cây, cảnh sát môi trường, cầy hương, cắt trụi
3: cắt đá, cống lộ thiên, cống rãnh, cống trào, cống xả, cứu hộ động vật, da giày vụn, da hổ, dugong
3: dây phanh xe làm bẫy, dính chim, dầu nhớt, dầu thải, dầu tràn, dọn rác, ghe cào, ghe cào điện, ghe gỗ hút, ghẻ lở
3: giày dép phế phẩm, giặt tẩy, giếng bị ô nhiễm, gà chết vứt, gà rừng, gàu múc, gây ô nhiễm, gỗ hương, gỗ không rõ
3: gỗ lim, gỗ lậu, gỗ pơ mu, gỗ quý, gỗ rừng, gỗ sưa, gỗ trái phép, gỗ trắc, heo chết, hoạt động ban đêm xả
3: hóa chất thải, hóa chất đổ, hôi thúi, hôi thối, hút cát, hút cát trộm, hút hầm cầu, hút phân, hạ cây rừng, hạ cốt nền
3: hạ độc cây, hải sâm lặn bộc phá, hầm cầu, hầm than, hầm vàng, họng xả, hố ga trào, hố xí, hồ tôm, hổ mang chúa
3: hộp gỗ, hộp xốp, ken cây, khai thác cát, khai thác gỗ, khai thác khoáng sản, khai thác quặng, khai thác san hô
3: khai thác than, khai thác vàng, khai thác đá, khai thác đất, khoan gốc, khoáng sản, khu công nghiệp xả
3: khu dự trữ sinh quyển, khói mù, khói như sương, khói nhựa, khói thải, khói đen xì, khói độc, không dám mở cửa
3: không phủ bạt, không thu gom rác, kênh rạch ô nhiễm, kênh đen, kích cá, kích giun, kích giun đất, kỳ nhông, kỳ đà
3: liệng rác, loa dẫn dụ chim yến, loa yến, ly nhựa, làm gạch, làm sạch biển, làng ung thư, lén đốt, lò mổ gây, lò mổ xả
3: lò nhôm, lò than, lò than trái phép, lò đốt, lông đuôi voi, lưới bẫy chim, lưới chim, lưới kéo, lưới mắt nhỏ, lưới mờ
3: lưới tận diệt, lấn chiếm đất rừng, lấn rừng, lấy đất mặt, lặn bình hơi, lịch thu rác, lồng bát quái, lờ dây
3: muội than, mài đá, máy hút, máy múc, máy nghiền, mèo rừng, móc cát, móng hổ, môi trường, mùa cá đẻ, mùi cao su
3: mùi cao su cháy, mùi chua, mùi cá, mùi hôi thối, mùi hắc, mùi khó chịu, mùi mắm, mùi nhựa, mùi nhựa cháy
3: mùi nước mắm, mùi phân, mùi tanh, mùi thuốc, mùi thúi, mùi thối, mùi trứng thối, mùi xác, mùn cưa, múc bán, múc cát
3: múc đi, múc đất, mưa xuống xả, mương hôi, mẫu nước, mật gấu, mủ cao su, nai, nanh hổ, nghiền nhựa, nghiền đá
3: nguồn nước, nguồn nước bị, ngà voi, ngày chủ nhật xanh, ngâm rượu, nhà hàng thịt rừng, nhà máy bột cá, nhà máy mì
3: nhà máy thép, nhà máy xi măng, nhà máy xả, nhà nuôi yến, nhà yến, nhặt rác, nhốt gấu, nuôi bồ câu, nuôi chó nhiều hôi
3: nuôi gấu, nuôi heo, nuôi hổ, nuôi lợn, nuôi nhốt hổ, nuôi nhốt trái phép, nuôi tôm xả, nuôi vịt, ném rác, núi rác
3: nước có mùi, nước có váng, nước cống trào, nước giặt, nước giếng, nước màu tím, nước màu đỏ, nước rỉ rác
3: nước sinh hoạt bẩn, nước sông đổi màu, nước sủi bọt, nước thải, nước thải chưa qua xử lý, nước đen, nước đen ngòm
3: nước đỏ ngầu, nước đổi màu, nấu cao, nấu chì, nấu dầu, nấu nhôm, nấu nhớt, nổ mìn khai thác đá, nổi bọt
3: phun thuốc diệt cỏ, phun thuốc sâu, phuy, phuy hóa chất, phá ắc quy, phách gỗ, phát rẫy, phân bò, phân bể phốt
3: phân gà, phân heo, phí rác, phế thải, phế thải xây dựng, phốt pho, pơ mu, que xiên, quán thịt rừng, quý hiếm
3: quăng rác, ruồi bu, ruồi muỗi, rà điện, rác biển, rác bốc mùi, rác chất đống, rác công nghiệp, rác sinh hoạt
3: rác tràn, rác tại nguồn, rác tồn đọng, rác vải, rác ùn ứ, rãnh lộ thiên, rò nước rỉ, rùa biển mắc lưới, rùa quý
3: răng hổ, rượu rắn, rắn hổ chúa, rừng bị phá, rừng dầu, rừng keo, rừng khộp, rừng ngập mặn, rừng phòng hộ
3: rừng thông bị, rừng tràm bị, rừng trồng, rừng tự nhiên, rừng đầu nguồn, rừng đặc dụng, rửa cà phê, san hô
3: san lấp trái phép, san nền, san đồi, suối đen, sà lan chở cát, sà lan cát, sách đỏ, sông chết, săn bắn, săn bắt thú
3: săn thú, săn thú rừng, sơn dương, sơn pu, sơn tĩnh điện, sạt lở do hút cát, sạt lở do khai thác, sừng tê
3: sừng tê giác, tan hoang, te điện, than lậu, than thổ phỉ, thu gom rác, thu phí rác, thu rác, thuê máy xúc đào
3: thuốc bảo vệ thực vật, thuốc cá, thuốc trừ cỏ, thuốc trừ sâu vứt, thùng phuy, thùng rác đầy, thú quý hiếm, thú rừng
3: thả về rừng, thả vịt, thịt rừng, thủy sản, tinh bột sắn, titan, tiếng chim yến, tro bay, tro bụi rơi, tro xỉ
3: tràn bùn, trăn rừng, trại chăn nuôi, trại gà, trại heo, trại lợn, trại vịt, trạm bê tông, trạm trộn bê tông
3: trồng cây gây rừng, trời mưa là xả, trứng rùa, tàu cuốc, tàu hút, tàu hút cát, tái chế chì, tái chế nhôm
3: tái chế ắc quy, tái thả, tê giác, tôm chết, túi ni lông, túi rác, tưới nước đường, tận diệt chim, tắc kè, tắm bị ngứa
3: tắm trắng biển rác, ung thư vì, vuốt hổ, vàng trái phép, vàng tặc, vòi hút, vòi rồng hút cát, vảy tê tê
3: vận chuyển gỗ, vệ sinh môi trường, vệt dầu, vịt chết hàng loạt, vỏ cà phê, vỏ thuốc trừ sâu, vỡ hồ bùn, vứt heo chết
3: vứt rác, vứt rác bừa bãi, vứt xác heo, xe ben chở đất, xe chở đất làm bụi, xe rác không đến, xe ép rác, xiệc điện
3: xung điện, xyanua, xác chó, xác gia súc, xác gà, xác heo, xác động vật, xúc cát, xúc đất, xưởng cưa, xưởng sơn
3: xưởng tái chế, xưởng xả, xả lén, xả ngầm, xả nước bẩn, xả ra biển, xả ra kênh, xả ra mương, xả ra suối, xả ra sông
3: xả rác, xả rác bừa bãi, xả thẳng ra sông, xả trộm nước thải, xẻ núi, xỉ than, xỉ thải, ô nhiễm không khí
3: ô nhiễm kênh, ô nhiễm nguồn nước, ô nhiễm nặng, ô nhiễm tiếng ồn, đeo khẩu trang trong nhà, đi kích, điểm tập kết rác
3: đào hố chôn, đào vàng, đào đất bán, đá chẻ, đá cuội, đá ong, đánh bắt bằng điện, đánh bắt trái phép
3: đánh bắt tận diệt, đánh giá tác động, đóng cửa suốt ngày, đúc đồng, đất hiếm, đất mặt ruộng, đất rừng, đất sét
3: đất tặc, đầu độc cây, đặc sản rừng, đặc sệt, đặt bẫy thú, đẽo gốc, đỏ quạch, đốn cây, đốn gỗ, đốn hạ, đống rác
3: đốt bao bì, đốt cao su, đốt dây đồng, đốt gạch, đốt lốp xe, đốt nhựa, đốt ni lông, đốt nương, đốt phân, đốt phế liệu
3: đốt rác ban đêm, đốt rác thải, đốt rơm rạ, đốt rừng, đốt rừng lấy đất, đốt thực bì, đốt vải, đốt vỏ xe, đồi mồi
3: đồi trọc, đổ dầu thải, đổ hóa chất, đổ hóa chất vào gốc, đổ hầm cầu, đổ nước thải, đổ phế thải, đổ thải
3: đổ thẳng nước, đổ trộm chất thải, động vật quý hiếm, đợi trời mưa xả, ắc quy cũ, ống ngầm, ống xả ngầm
2: =dơ, =hôi, =hổ, =khỉ, =múc, =nghiền, =xả, biogas, bãi cát, bãi vàng, bùn, bơm hút, bốc mùi, bồi lấp, bụi mù mịt
2: chim cu, chua loét, chuồng bò, chuồng gà, chuồng heo, chuồng lợn, chăn nuôi, chất độc, cây cổ thụ, cạo trọc
2: cống nghẹt, don, dịch tả lợn vứt, gấu, hầm biogas, khai thác trái phép, khí thải, không thở nổi, khúc gỗ, kiểm lâm
2: kênh mương, kênh rạch, lao công, lò gạch, lấn sông, lấp kênh, lấp sông, lấy mẫu, máy xúc, máy ủi, mùi hóa chất
2: mùi hôi, mùi khét nhựa, ngạt thở, nhà máy giấy, nhà máy đường, nuôi gà, nuôi nhốt, nuôi yến, nước máy đục, nước tiểu
2: nồng nặc, phun sơn, phun thuốc, phủ bạt, quét rác, rác, rừng già, san lấp, sông suối, sạt lở bờ sông do, tanh, te
2: thùng rác, thượng nguồn, thợ săn, tiếng máy, trang trại, trại nuôi, tàu ghe hút, vườn quốc gia, vải vụn
2: vịt chạy đồng, vứt, xưởng đá, đào bới, đốt than, đồng ruộng, động vật, ống khói
1: =bẩn, =bẫy, =cò, =cưa, =cống, =cổ thụ, =hố, =nước bẩn, =sóc, =tràn, =độc hại, axit, bờ kênh, bờ sông, bụi, chim
1: cây rừng, công nhân vệ sinh, cơ sở sản xuất, gom, hóa chất, khai thác, kênh, mùi, mùi nồng, mương, mỏ đá, ngửi
1: nhà máy, rơi vãi, suối, sà lan, tiếng máy nổ, trôi dạt, tôm, xưởng gỗ
"""
"""Phrases for `environment` after their weight."""

ORDER = """
5: karaoke ồn, lấn chiếm lòng lề đường, lấn chiếm vỉa hè, mất trật tự, mở nhạc, tiếng ồn, xây dựng trái phép
4: 12h đêm, =loa kéo, bass, bật loa, chiếm hết lối, chiếm vỉa hè, chèo kéo khách, chợ cóc, chợ tự phát, gây mất trật tự
4: gây rối trật tự công cộng, gây ồn, hàng rong, hát cho nhau nghe, hát karaoke, hò hét, không có giấy phép, không phép
4: kê bàn ghế, loa kẹo kéo, mở loa, nghệ sĩ đường phố, người ăn xin, nuôi gà, rút giấy phép, thi công ban đêm, thả diều
4: tiêm filler, tới 1h sáng, tụ tập nhậu, vật liệu xây dựng, vẽ bậy, xây không phép, âm lượng, đánh giày, đốt pháo sáng
3: 2 giờ sáng vẫn, =báo giả, =bịa, =chọi đá, =dô dô, =gáy, =hò dô, =máy cưa, =mở chui, =nhóm thờ, =nhậu tới, =phá rối
3: =phá đèn, =quán nét, =quấy phá, =rống, =trà đá, =tà giáo, =tạ rơi, =ăn mày, =ăn vạ, =đinh tai, =đạo lạ, =đập xe
3: =đặt bảng, =ầm ĩ, =ồn, admin nhóm, an ninh khu phố, bass đập, beer club, bia hơi, biển che, biển hiệu, biển hiệu che
3: biểu tình, buôn bán lòng đường, buôn bán lấn, buôn bán tràn lan, buôn bán tràn ra, buôn bán vỉa hè, bàn ghế ra
3: bàn ghế ra vỉa hè, bày bàn ghế, bày hàng, bán hàng vỉa hè, bán hàng đeo bám, bán quá giờ, bán tràn ra
3: bán trên vỉa hè, bán vé số chèo kéo, báo tin giả, báo án giả, bãi giữ xe trái phép, bãi xe trái phép, bão bóng đá
3: bôi bẩn, bôi nhọ danh dự, băng rôn, băng rôn trái phép, bảng hiệu, bảng hiệu che, bảng hiệu lấn, bậc tam cấp
3: bật nhạc, bật nhạc to, bắt cóc bỏ đĩa, bẻ cây, bẻ hoa, bến cóc, bịa chuyện, bịa tin, bịa đặt, bỏ bàn thờ, bỏ thuốc cá
3: bợm nhậu, bục bệ, che rạp, che tầm nhìn, chia sẻ tin, chiếm dụng, chiếm dụng vỉa hè, chiếm hết vỉa hè
3: chiếm lòng đường, chiếm lối đi, chiếm mặt tiền, chiến dịch vỉa hè, chuông chùa, chuồng cọp cơi nới, chèo kéo
3: chèo kéo du khách, chém giá, chó sủa, chó sủa suốt đêm, chơi cầu lông lòng đường, chưa cấp phép, chậu cây
3: chắn đường không cho, chặn cổng, chặn cổng công ty, chặn quốc lộ phản đối, chặt chém, chặt chém du khách
3: chặt chém khách, chặt phá cây trồng, chặt phá vườn, chịu hết nổi, chịu hết xiết, chịu không nổi, chọc ghẹo, chọc lốp
3: chọc phá, chống phá, chợ chồm hổm, chợ tạm, chủ tài khoản, chửi bới om sòm, chửi nhau, chửi tục, chửi đổng
3: clip phản cảm, con không học bài được, con nhỏ không ngủ, cà phê bệt, cào xe, cào xước xe, cát đá chiếm, câu like
3: câu view, cò đất quấy, có giấy phép, công trình không che chắn, công trình vi phạm, công trình ồn, công viên nhậu
3: căng băng rôn, căng bạt, cưa máy ồn, cưỡng chế tháo dỡ, cạo xe, cầu nguyện, cầu thang chung, cắt mí, cắt sắt, cọc sắt
3: cổ động viên, cổ động viên quá khích, cởi đồ tắm, cục nóng, diều sáo, drone, dàn âm thanh, dán bậy, dán quảng cáo
3: dán tờ rơi, dân vũ mở loa, dù bạt, dù che, dẫm hoa, dẹp chợ, dẹp vỉa hè, dẹp xong lại, dội bass, dụ dỗ theo đạo
3: dựng lều chặn, dựng rạp, dựng rạp chiếm, dựng rạp lấn, em bé giật mình, facebook đăng tin, game quá giờ, ghẹo gái
3: ghẹo người đi đường, giành chỗ, giành khách, giành mặt tiền, giả ăn mày, giả ăn xin, giải tán, giải tán đám đông
3: giải tỏa vỉa hè, giấy phép kinh doanh, giẫm hoa, giờ hành chính, giữ xe lậu, giữ xe trái phép, graffiti, gym, gà gáy
3: gào rú, gào thét, gánh hàng rong, gây hoang mang, gây mất an ninh, gây rối bệnh viện, gây rối phiên tòa
3: gây rối sân bay, gây rối trên máy bay, gây rối trường học, gây rối trật tự, gây rối xe buýt, gò hàn, gọi 113 trêu
3: gọi điện quấy rối 113, hiếu kỳ, hoang mang dư luận, hoạt động chui, hoạt động không phép, hoạt động quá giờ
3: hoạt động trái phép, hàng quán, hành lang chung, hành lang chung cư, hành nghề không phép, hành vi phản cảm, hái hoa
3: hát hò, hát karaoke tới, hát loa kéo, hát nhép, hát quá giờ, hát rống, hát tra tấn, hát tới khuya, hát vọng cổ
3: hát với, hát đến khuya, hò zô, hóa trang hù dọa, hù dọa, hú hét, hút mỡ, hút thuốc lá nơi, hút thuốc nơi cấm
3: hết lối đi bộ, họp chợ, họp chợ dưới lòng đường, họp chợ trái phép, hội chợ mở nhạc, hội chợ ồn, hội kín, hội nhóm lạ
3: hội thánh, hội thánh đức chúa trời, hủy hoại tài sản, internet quá giờ, karaoke di động, karaoke gia đình
3: karaoke hàng xóm, karaoke lưu động, karaoke nhà, karaoke tới, karaoke tự phát, karaoke đến, khai báo lưu trú
3: khai báo tạm trú, khoan cắt, khoan cắt bê tông, khu vực chung, khích bác, không che chắn, không còn lối đi
3: không giấy phép kinh doanh, không học được, không ngủ được, không tạm trú, khạc nhổ, khả nghi ra vào, ki ốt trái phép
3: kinh doanh trái phép, kèn trống, kèn đám ma, kéo bạt, kéo đông người, kéo đến nhà, kéo đến trụ sở, kích động
3: kích động biểu tình, kẹo kéo, la ó, livestream chửi, livestream xuyên tạc, livestream xúc phạm, loa bán hàng
3: loa chùa, loa công suất, loa công suất lớn, loa nhà thờ, loa quảng cáo, loa rao, loa thùng, loa thể dục
3: loa tụng kinh, làm loạn, làm nhục người khác, lôi kéo tham gia, lấn chiếm, lấn chiếm công viên, lấn chiếm hành lang
3: lấn chiếm hẻm, lấn chiếm kênh, lấn chiếm lề đường, lấn chiếm đường, lấn chiếm đất công, lấn hẻm, lấn không gian
3: lấn lề, lấn lối đi, lấn ra đường, lấn vỉa hè, lấn đường, lập lại trật tự, lều bạt, lều quán, lộn xộn, lớp không phép
3: mái che lấn, mái vẩy, máy bơm ồn, máy lạnh ồn, múa lân, mất an ninh trật tự, mất giấc ngủ, mất mỹ quan, mất ngủ
3: mặc phản cảm, một hai ba dô, mở cửa quá, mở cửa quá giờ, mở cửa tới sáng, mở loa to, mở nhạc to, mở quá giờ, mở quán
3: mở xuyên đêm, mỹ quan, mỹ quan đô thị, nghi can gây rối, người bệnh không nghỉ, người già không ngủ, người lang thang
3: người lạ ra vào, người lạ thuê nhà, người nước ngoài không khai báo, người tâm thần phá, người vô gia cư
3: người xin tiền, người đi bộ phải xuống, ngủ không được, ngủ vỉa hè, nhiều người lạ ra vào, nhà trọ không
3: nhà trọ không đăng ký, nhà xưởng trái phép, nhóm kín sinh hoạt, nhóm thanh niên tụ tập, nhạc lớn, nhạc sàn, nhạc sống
3: nhạc to, nhạc xập xình, nhạc đám cưới, nhạc đám ma, nhạc ầm ầm, nhảy dân vũ, nhảy lầu đòi, nhậu khuya, nhậu nhẹt
3: nhậu nhẹt ầm ĩ, nhậu quậy, nhậu suốt, nhậu đến, nhếch nhác, nhổ biển báo, nhổ cây, nhức óc, nuôi nhiều chó, náo loạn
3: nát rượu, nâng mũi, nâng tầng, ném chai, ném trứng, ném tàu, ném đá lên tàu, ném đá nhà, ném đá tàu, ném đá tàu hỏa
3: ném đá vào, ném đá vào nhà, ném đá vào xe, ném đá xe, ném đá xe khách, ném đồ, ném đồ từ tầng cao, ném đồ xuống
3: nói xấu chính quyền, nôn mửa, nằm lăn ra đường, nằm vạ, nếp sống văn minh, nửa đêm vẫn, phun lửa, phun lửa xin tiền
3: phun sơn vẽ, phun thuốc chết, phá biển báo, phá chùa, phá cây, phá ghế đá, phá giấc ngủ, phá hoại cây trồng
3: phá hoại ruộng, phá hoại tài sản, phá lúa, phá vuông tôm, phá vườn, phá đình, pháo sáng, pháp luân công
3: phát tờ rơi đạo, phân lô bán nền, phòng gym, phòng khám chui, phòng khám không phép, phòng khám trái phép
3: phòng răng không phép, phóng sinh, phóng uế, phạt 5 triệu, phạt 7, phản cảm, phản động, phố đi bộ, pickleball
3: quá 12 giờ đêm, quá 22h, quá giờ, quá giờ quy định, quá khích, quán bar ồn, quán cóc, quán game, quán lấn
3: quán nhậu ồn, quán pub, quán trà đá, quán ăn vỉa hè, quây tôn, quảng cáo dán, quảng cáo rao vặt, quấy rối quán
3: quậy bệnh viện, quậy phá, quậy quán, quậy tưng, ra quân lập lại trật tự, ra vào thất thường, rung cả, rung cửa
3: rung kính, rung nhà, rào chắn vỉa hè, rào tôn, rên rỉ, răng giả chui, rạch lốp, rạch yên, rạp cưới, rạp đám
3: rải tiền vàng, rải tờ rơi, rải vàng mã, rống karaoke, sai phép, sao ngủ được, sau 22h, sau 23h, sau 24 giờ
3: say nằm đường, say rượu chửi, say rượu gây rối, say rượu nằm, say rượu quậy, say xỉn quậy, sinh hoạt chung
3: sinh hoạt tôn giáo trái phép, spa chui, sân bóng ồn, sân chơi, sân cầu lông, sân pickleball, sơn bậy, sạp hàng
3: sự kiện ồn, thanh niên tụ tập, thi công lúc nửa đêm, thi công quá giờ, thi công sớm, thi công đêm, thi công ồn
3: thu phí giữ xe, thu phí gửi xe, thu tiền giữ xe, thu tiền quá giá, thuê nhà không, thuê trọ không khai báo
3: thánh đức chúa trời, thâu đêm, thâu đêm suốt sáng, thình thình, thình thịch, thông tin sai sự thật, thả diều gần
3: thả flycam, thất thiệt, thẩm mỹ chui, thẩm mỹ viện chui, thể dục mở loa, thể dục nhịp điệu, thổi lửa xin tiền
3: thờ cúng lạ, tiktoker, tin giả, tin không đúng, tin sai sự thật, tin thất thiệt, tin vịt, tiêm botox
3: tiêm filler chui, tiếng chuông, tiếng chó sủa, tiếng gáy, tiếng máy khoan, tiếng nhạc, tiểu bậy, tiểu trước nhà
3: tiệc cưới ồn, to tiếng, tra tấn lỗ tai, tranh giành khách, treo biển trái phép, triệu tập chủ tài khoản
3: trung tâm không phép, truyền đạo, truyền đạo lạ, truyền đạo trái phép, trà chanh, tràn ra lòng đường, tràn ra đường
3: tràn xuống đường, trái phép trên đất nông nghiệp, trêu ghẹo, trình báo giả, trường không phép, trật tự công cộng
3: trật tự phường, trật tự đô thị, trẻ bán kẹo, trống đám ma, trộm hoa đường hoa, tung tin, tung tin giả
3: tung tin thất thiệt, tung tin đồn, tuyên truyền chống, tuần hành, tà đạo, tái diễn, tái lấn chiếm, tâm thần la hét
3: tâm thần quậy, tâm thần đập phá, tăng tương tác, tạm trú tạm vắng, tập kết cát đá, tập kết vật liệu, tập nhảy
3: tập trống, tắm tiên, tới 2h sáng, tới sáng, tụ tập cầu nguyện, tụ tập gây, tụ tập hò hét, tụ tập khuya
3: tụ tập phản đối, tụ tập thanh niên, tụ tập trái phép, tụ tập xem, tụ tập đêm khuya, tụ tập đông người, tụ tập ồn ào
3: tụng kinh loa, vu khống, vây nhà, vây trụ sở, vé xe giá cao, vô gia cư, văn minh đô thị, vẽ lên tàu, vẽ lên tường
3: vẽ tàu điện, vỉa hè cho người đi bộ, vứt đồ từ trên cao, xe bán, xe bánh mì, xe bê tông đêm, xe chở vật liệu đêm
3: xe nước mía, xe trái cây, xe đẩy bán, xin tiền trước, xiếc đường phố, xuyên tạc, xây cao tầng, xây dựng không phép
3: xây dựng sai phép, xây dựng trên đất, xây lấn, xây nhà trái phép, xây sai phép, xây trái phép
3: xây trên đất nông nghiệp, xích giữ chỗ, xúc phạm danh dự, xưởng cơ khí, xưởng hàn, xưởng ồn, xập xình, xập xình suốt
3: xỉn quậy, xịt lốp, xịt sơn vẽ, youtuber, zô zô, âm thanh lớn, ình ình, ói trước nhà, ăn xin đeo bám, ăn xin ở ngã tư
3: đeo bám, đeo bám khách, đi bão, đi tiểu bậy, đinh tặc, điếc tai, đoàn lân, đài phun nước, đào bới đêm
3: đá bóng dưới lòng đường, đá bóng lòng đường, đái bậy, đám cưới hát, đám cưới mở nhạc, đám cưới ồn, đám giỗ hát
3: đám ma kéo dài, đám rước, đánh trống, đóng cọc, đóng cửa muộn, đùng đùng suốt đêm, đăng bài sai, đăng sai sự thật
3: đăng tin sai, đưa tin sai, đưa tin sai sự thật, đường phố, đại tiện bậy, đầu độc ao, đập bể, đập gương
3: đập kính xe không lấy, đập phá quán, đập phá tài sản, đập phá xe, đập thình thịch, đập tượng, đập tạ
3: đập xe người khác, đặt chậu cây, đặt vật cản, đến 1h sáng, đến 2h sáng, đến khuya, để bàn ghế, để giày dép hành lang
3: để vật liệu, để xe vỉa hè, đốt vàng mã vỉa hè, đổ bê tông, đổ bê tông đêm, đổ cát đá ra đường, đổ thuốc ao tôm
3: đổ vật liệu, đội quy tắc, đục đẽo, ồn chịu không nổi, ồn cả ngày, ồn dã man, ồn kinh khủng, ồn muốn điên, ồn quá
3: ồn suốt, ồn ào, ồn ào suốt, ồn đêm, ở chui, ở lậu
2: =bán cá, =cả đêm, =dẹp, =gào, =hát, =quậy, an ninh trật tự, buôn bán, bày bán, bán hàng rong, bán rau, bán trái cây
2: bạt che, bảng quảng cáo, che khuất, choai choai, chát chúa, chưa được cấp phép, chặn đường, cò mồi, cơi nới
2: cưỡng chế, cản trở lối đi, dựng lều, giấy phép, giờ nghỉ trưa, giữ chỗ, gây mất, gây rối, góp ý không nghe, hàn xì
2: hàng quán lấn, hàng xóm hát, inh ỏi, khuya khoắt, không chịu nổi, không giấy phép, không khai báo tạm trú
2: không đăng ký tạm trú, kinh doanh, la hét, loa phường, lòng lề đường, lấn chiếm lòng đường, lối đi bộ, mái hiên
2: máy cắt, máy phát điện, máy trộn bê tông, mất an ninh, mặt tiền, nhà hàng tiệc cưới, nhóm lạ, nhóm thanh thiếu niên
2: nhảy múa, nhắc nhở nhiều lần, nhếch, nhức đầu, ném gạch, ném đá, nằm giữa đường, om sòm, phá hoại, phân lô
2: phường nhắc, phản ánh nhiều lần, quán net, quán vỉa hè, quạt hút, quảng cáo, quảng trường, rải đinh, say xỉn
2: suốt đêm, sân chung, thanh thiếu niên, thanh tra xây dựng, tháo dỡ, tin đồn, tiệm net, tập trung đông, tới khuya
2: tờ rơi, tụ tập, vàng mã, xe dù, xe đẩy, xin tiền, xuyên đêm, ăn nhậu, ăn xin, đá banh, đám thanh niên
2: đâu lại vào đấy, đêm nào cũng, đăng ký tạm trú, đất công, đầu độc, đập phá, đập vỡ kính, đốt vàng mã, đội trật tự
2: ảnh hưởng giấc ngủ, ầm ầm, ồn ã
1: 1 giờ sáng, 3h sáng, 5 triệu, =hò, =lấn, =nhạc, =nhậu, =náo, =quấy, =xỉn, bao vây, biển quảng cáo, bán hàng, bán tràn
1: chặn xe, chửi bới, công trình, cản trở, dân phố, flycam, giấy phép xây dựng, giờ nghỉ, hoang mang, hội chợ, karaoke
1: khách du lịch, không khai báo, ki ốt, lang thang, livestream, loa, lòng đường, lề đường, lều, mái che, mấy giờ
1: mời chào, mời làm việc, mức phạt, nghỉ ngơi, ngày nào cũng, người đi bộ, ngủ trưa, nhóm kín, nhắc hoài, nhắc nhở
1: phép, phản đối, quán bar, quán nhậu, quán trà sữa, quán ăn, sân bóng, sân thượng, trung tâm bảo trợ, tạm trú
1: tối nào cũng, tự phát, tự ý, vỉa hè, xây nhà, xưởng mộc, ô nhiễm tiếng ồn, đêm hôm, đêm khuya, ảnh hưởng người dân
"""
"""Phrases for `order` after their weight."""

DISPUTE = """
6: tranh chấp lối đi
5: mâu thuẫn hàng xóm, ranh giới đất, tranh chấp đất, tranh chấp đất đai
4: =mộ tổ, anh em tranh, bất hòa, chia đất, cắm mốc, hai nhà giành, hàng xóm xây, hương hỏa, không chịu dời
4: không chịu trả, kiện tụng, lấn ranh, lấn sang đất, lối đi chung, lời qua tiếng lại, mượn đất, mồ mả, mỗi bên
4: quỹ bảo trì, ranh đất, thắp hương nhà thờ, tranh chấp, trưởng họ, trổ cửa sổ, tổ hòa giải, xây tường bịt
4: đưa nhau ra tòa
3: =bất đồng, =bắt đền, =bờ đìa, =cho đất, =chó hàng xóm, =chảy sang nhà, =chồng lấn, =hai bản, =hai hộ, =hiến đường
3: =lãn công, =phân đất, =san mộ, =thửa, =tiền lương, =trong họ, =trồng lấn, =đòi nhà, =đòi quà, =đòi đất, =đặt cỗ
3: anh cả, anh em giành, anh em kiện, anh em ruột, anh em từ mặt, ba má để lại, ban quản lý chung cư, bao chiếm
3: biểu ngữ, bom cỗ, bà con họ, bán trùng, bán đất chung, bán đất giấy tay, bên thuê, bít hẻm, bít lối đi, bít ngõ
3: bít đường đi, bò phá hoa màu, bơm nước qua, bảo hiểm không chi trả, bảo hiểm từ chối, bảo hành không, bị hàng xóm
3: bị nợ lương, bị đuổi việc, bịt lối đi, bố mẹ để lại, bốc mộ nhầm, bồi thường không thỏa đáng, bờ ruộng, bờ thửa
3: bờ tường, camera chĩa sang, camera hàng xóm, camera hướng vào nhà, camera quay sang, chia gia tài, chia nhà
3: chia tay đòi, chia thừa kế, chia tài sản, chiếm nhà, chiếm ruộng, chiếm đất, cho mượn đất, chung vách, chuyển nhượng
3: chân ruộng, chìa khóa cổng, chưa trả lương, chảy qua nhà, chậm bàn giao, chậm lương, chậm ra sổ, chậm sổ hồng
3: chắn lối đi, chặn dòng, chặn lối vào, chặn lối đi, chặn mương, chặn suối, chặt cây của tôi, chặt cây nhà tôi
3: chị em kiện, chỗ ngồi bán, chủ nhà không trả cọc, chủ quỵt, chủ thầu nợ, chủ thầu quỵt, chủ trọ giữ đồ
3: chủ xe không bồi thường, chửi lộn, chửi nhau hoài, chửi nhau suốt, chửi qua chửi lại, chửi qua lại, chửi xéo
3: con cái tranh, con trưởng, con út, con đường hiến, cành cây vươn sang, cành lá rụng sang, cây lấn sang, cây tre lấn
3: cây trồng trên ranh, cây đổ bóng, cãi cọ, cãi hoài, cãi lộn, cãi nhau với hàng xóm, cãi quài, cãi với hàng xóm
3: công nhân phản đối, công nhân đình công, công nợ, cúp điện cúp nước, cúp điện phòng trọ, căng biểu ngữ, căng băng rôn
3: cơm không lành, cư dân bức xúc, cư dân phản đối, cư dân tố, cưỡng chế đất, cấp chồng, cấp nhầm, cắt điện nước
3: cọc ranh, cổng rào, cột mốc đất, cửa sổ nhìn sang, cửa sổ trổ, cự cãi, cự nự, di chúc, di dời chợ, di dời mốc
3: dàn xếp, dời hàng rào, dời mốc, dời mộ, dựng hàng rào, em dâu, em rể, giành chỗ bán, giành di sản, giành khách bán
3: giành lối đi, giành nhà, giành nước, giành quyền nuôi con, giành đất, giá đền bù, giải phóng mặt bằng, giảng hòa
3: giếng chung, giữ sổ đỏ, giữ tiền cọc, gà nhà hàng xóm, gây gổ nhau, gây lộn, hai buôn, hai bên gia đình, hai chị
3: hai chủ, hai dòng họ, hai gia đình, hai hộ dân, hai làng, hai nhà, hai nhà cãi, hai nhà gây, hai nhà không
3: hai nhà tranh, hai nhóm hộ, hai vợ chồng tranh, hai xóm, hiềm khích, hàng rào lấn, hàng xóm chửi, hàng xóm cãi
3: hàng xóm cãi nhau, hàng xóm dọa, hàng xóm gây, hàng xóm gây chuyện, hàng xóm không cho, hàng xóm kiện
3: hàng xóm lắp camera, hàng xóm nuôi, hàng xóm ném, hàng xóm thách, hàng xóm đổ nước, hàng xóm đổ rác, hòa giải
3: hòa giải không thành, hòa giải viên, hòa giải ở xã, hậm hực, hẻm chung, hồi môn, hộ tiểu thương, hợp đồng thuê nhà
3: hợp đồng tặng cho, hục hặc, hủy cỗ, hủy hợp đồng, hủy kèo, khiếu kiện, khiếu kiện kéo dài, khách và chủ cãi
3: khóa cổng, khóa cổng lối đi, khóa cửa phòng trọ, khóa phòng trọ, không ai chịu ai, không cho xe vào, không cho đi nhờ
3: không cho đi qua, không chịu bàn giao đất, không chịu bồi thường, không chịu nhường, không chịu trả cọc
3: không chịu trả tiền, không nhìn mặt, không thống nhất, không trả cọc, không trả lương, không trả tiền công
3: không trả tiền cọc, không đóng bảo hiểm, khởi kiện, kiện cáo, kiện ra tòa, kiện đòi nhà, kiện đòi đất, kèn cựa
3: ly hôn chia, ly hôn tranh, làm nứt nhà, lá rụng, láng giềng, lún nhà do, lấn bờ, lấn bờ ruộng, lấn chiếm đất nhà
3: lấn mương, lấn mấy tấc, lấn mốc, lấn qua đất, lấn rào, lấn tường, lấn đất, lấn đất nhà, lấy lại mặt bằng
3: lối mòn vào nhà, mua bán giấy tay, mái chung, mái hiên lấn sang, máng xối, mâu thuẫn anh em, mâu thuẫn gia đình
3: mâu thuẫn kéo dài, mâu thuẫn láng giềng, mâu thuẫn lối đi, mâu thuẫn nội bộ, mâu thuẫn đất đai, mèo hàng xóm, mét đất
3: mương chung, mượn không trả, mượn tiền không chịu trả, mượn tiền không trả, mấy tấc đất, mẹ chồng nàng dâu
3: mồ mả bị đào, một mét đất, mời hai bên, nghỉ chơi, ngõ chung, ngõ đi chung, ngập do nhà bên, ngồi lại, ngừng việc
3: ngừng việc tập thể, nhà sát vách, nhà thờ tổ, nhìn thẳng vô nhà, nhìn vào nhà, nhổ cọc, nhổ cọc ranh, nhổ keo
3: nhổ mốc, nhờ công an giải quyết, nhờ công an hòa giải, nhờ hòa giải, nhờ phân giải, nhờ xã giải quyết, nhờ xã nói
3: nhờ xã xử, nuôi con chung, nàng dâu, nói giùm một tiếng, nói xấu nhau, nước chảy sang, nước mưa chảy sang, nước ruộng
3: nước tưới, nợ bảo hiểm, nợ không trả, nợ tiền công, nợ tiền hàng, nợ tiền không trả, nợ tiền vật tư, nợ vật tư
3: nứt nhà do, nứt tường nhà, phá hoại hoa màu của nhau, phá hàng rào, phá hợp đồng, phân chia, phân xử, phí bảo trì
3: phí gửi xe chung cư, phí quản lý, qua tiếng lại, quỵt lương, quỵt tiền công, ranh giới, ranh vườn, rào chắn lối
3: rào lối đi, rào ngõ, rào đường, rào đường đi, rễ cây lấn, sang nhượng, sính lễ, sổ cấp chồng, thi công làm nứt
3: thoát nước sang, thách cưới, tháo nước, tháo nước ruộng, thông gia, thù vặt, thăm con, thương lượng, thả bò
3: thả bò phá, thỏa thuận không thành, thừa kế, thửa ruộng, tiền nong, tiền nước phòng trọ, tiền thuốc men
3: tiền điện phòng trọ, tiểu thương phản đối, to tiếng nhiều lần, tranh chấp hợp đồng, tranh chấp lao động
3: tranh chấp nguồn nước, tranh chấp nhà, tranh chấp ranh giới, tranh chấp thừa kế, tranh chấp tiền, tranh chấp tài sản
3: tranh chỗ bán, tranh chỗ đậu, tranh chỗ đậu xe, tranh giành tài sản, tranh giành đất, tranh mối, tranh nhau
3: tranh nước, tranh quyền nuôi con, trâu bò phá lúa, trâu bò ăn lúa, trả lương chậm, trả mặt bằng, trả phần đất
3: trả sính lễ, trả thiếu tiền, trả đất, trốn đóng bảo hiểm, trồng cây lấn, trổ cửa, trụ bê tông ranh, trụ ranh
3: tình làng nghĩa xóm, tính tiền sai, tăng giá thuê, tăng phí, tưới nước, tường chung, tấc đất, tặng đất
3: từ chối chi trả, từ mặt, từ đường, vay mượn không trả, vàng cưới, vách chung, xin hòa giải, xây bít, xây lấn qua
3: xây lấn sang, xây mộ lấn, xây nhà làm nứt, xây tường chắn, xích mích, xích mích hàng xóm, xúc phạm nhau, xả nước sang
3: ép cọc làm nứt, ông bà để lại, ông thông gia, ăn chia, điện nước chung, đo hai lần, đo đất, đuổi khách thuê
3: đuổi người thuê, đâm đơn kiện, đòi bồi thường, đòi lương, đòi lại, đòi lại con đường, đòi lại đường, đòi lại đất
3: đòi quyền lợi, đòi sính lễ, đòi tiền lương, đòi tiền thuốc, đòi vàng cưới, đòi đền bù, đóng cọc ranh
3: đơn phương chấm dứt, đường công vụ, đường dân sinh bị rào, đường mòn vào rẫy, đường vào ruộng, đường vô rẫy
3: đường đi chung, đường đã hiến, đạc lại, đất cha ông, đất của bố mẹ, đất giáp ranh, đất hiến, đất hương hỏa, đất mượn
3: đất thừa kế, đất tranh chấp, đất tổ tiên, đất ông bà, đập tường rào, đắp đập, đền bao nhiêu, đền bù giải tỏa
3: đền tiền, để lại đất, địa chính đo, đồng hồ điện chung, đổ nước sang, đổ nước xuống, đổ đất chặn lối, đứng ra phân xử
2: =chi họ, =con cả, =dòng họ, anh rể, ao chung, ban quản trị, bờ mương, cho nghỉ việc, chị dâu, chủ trọ
2: cán bộ địa chính, cãi nhau, cãi vã, căng thẳng, cấp dưỡng, cắt nước, cọc phòng, dân sự, giải tỏa, giấy nợ, giấy tay
2: hai bà, hai chị em, hai họ, hai thôn, hai ông, họ hàng, không chịu, không chịu đi, lối vào, lối đi, miếng đất
2: mái tôn lấn, mặt bằng, mẹ chồng, nhà bên, nhà kế, nhà thờ họ, nhà trước, nước mưa, nợ lương, nửa mét, phần đất
2: quyền lợi, ra tòa dân sự, ranh, rễ cây, sa thải, sát vách, sân chung, sổ hồng, sổ đỏ đất, thu hồi đất, thỏa thuận
2: thửa đất, tiền công, to tiếng, tranh giành, tranh khách, đi chung, đo lại đất, đuổi việc, đám ruộng, đám đất
2: đình công, đất nhà tui, đất nhà tôi, đất đai, đền bù, địa chính, đồng hồ nước, đồng thuận
1: =kiện, =lấn, =mả, anh em, bản đồ, bồi thường, bụi tre, bức xúc, chia, chủ nhà trọ, chủ đầu tư, công chứng, cắt điện
1: giành, giáp ranh, hai anh em, hai bên, hàng rào, hợp đồng thuê, khiếu nại, mâu thuẫn, mảnh đất, người thuê
1: nhà bên cạnh, nhà kế bên, nhà sau, nhà thầu, nhà đối diện, phản đối, sổ đỏ, thuê nhà, trưởng thôn, tường rào
1: xúc phạm, đo đạc, đơn kiện, đất ruộng
"""
"""Phrases for `dispute` after their weight."""
