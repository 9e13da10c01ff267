"""What officers are reported for."""

OFFICER = """
5: bức cung, csgt nhận tiền, công an bảo kê, công an nhận hối lộ, công an nhận tiền, công an vòi tiền, công an đánh dân
5: dùng nhục hình, nhục hình, tố cáo cán bộ công an
4: có ghi âm, hổng đưa, không lập biên bản, làm sai lệch hồ sơ, mãi lộ, phó công an, thanh tra công an, thiếu tá
4: tạm đình chỉ công tác, ép cung
3: 113 không tới, =bênh, =bì thư, =bắt chờ, =bị còng, =bỏ trực, =chạy tội, =cựu công an, =hối lộ, =không vé, =nhục, =nạt
3: =phong bì, =thu tiền chợ, =vô cảm, =ăn chặn, ba lần không, bao che, biên lai ghi, biên phòng nhận tiền, buồng giam
3: buồng tạm giữ, bán đất công an, báo hoài, báo hoài hổng ai xuống, báo hoài không, báo hoài mà, báo mãi không
3: báo tin cho chủ sòng, báo trước khi kiểm tra, bênh vực, bôi trơn, bảo kê bãi, bảo kê cát, bảo kê quán, bảo kê sòng
3: bảo kê xe quá tải, bảo vệ bệnh viện, bảo vệ chung cư đánh, bảo vệ chợ, bảo vệ dân phố, bảo vệ dân phố đánh
3: bảo vệ khu đô thị, bảo vệ siêu thị, bảo vệ đánh, bấm điện thoại, bắt chờ đợi, bắt ký biên bản, bắt ký giấy trắng
3: bắt ký khống, bắt ký vô giấy, bắt lỗi, bắt lỗi oan, bắt người vô cớ, bắt oan, bắt vô cớ, bắt xóa clip, bắt xóa hình
3: bắt đi lại nhiều lần, bị bắt lỗi, bị csgt, bị csgt đánh, bị công an đánh, bị giữ xe, bị giữ ở trụ sở, bị khởi tố cựu
3: bị ép khai, bị đánh ở đồn, bịa lỗi, bỏ lọt tội phạm, bồi dưỡng, bồi dưỡng công an, bồi thường oan sai, chi tiền
3: chi tiền cho cán bộ, cho chìm xuồng, cho đối tượng biết, chung chi, chung chi cho công an, chuyển công tác khác
3: chuyển lòng vòng, cháu công an, chìm xuồng, chơi game trong giờ, chưa giải quyết, chưa thấy ai tới
3: chưa được giải quyết, chẳng thấy làm gì, chết bất thường trong, chết trong trại tạm giam, chết trong đồn
3: chết tại trụ sở công an, chết tại đồn, chết ở đồn công an, chỉ lòng vòng, chống lưng, chống lưng cho sòng
3: chờ cả buổi, clip csgt, clip cán bộ, clip công an, coi thường dân, con cán bộ, con ông cháu cha, csgt bảo kê
3: csgt chặn đầu, csgt chửi, csgt không lập biên bản, csgt làm luật, csgt mãi lộ, csgt núp lùm, csgt rượt đuổi
3: csgt truy đuổi, csgt tát, csgt vung gậy, csgt vòi tiền, csgt vụt, csgt ăn tiền, csgt đuổi, csgt đá, csgt đánh
3: csgt đòi tiền, csgt đạp xe, cskv vòi, cskv đòi, cà phê cho, cách chức, cán bộ công an lái xe, cán bộ công an nhận
3: cán bộ công an say, cán bộ công an vòi, cán bộ công an đánh, cán bộ say, cán bộ tiêu cực, còng tay dân, còng tay đánh
3: có người nhà làm công an, có quen, có tiền mới, có ô dù, công an bao che, công an bắn, công an bắt oan
3: công an bỏ lọt, công an bức cung, công an chống lưng, công an chửi, công an cờ bạc, công an gây khó dễ
3: công an gây tai nạn, công an gợi ý tiền, công an hách dịch, công an hạch sách, công an không giải quyết
3: công an không nhận đơn, công an không tiếp nhận, công an làm luật, công an làm ngơ, công an lái xe, công an lạm quyền
3: công an lừa, công an mặc thường phục, công an mặc thường phục đánh, công an ngoại tình, công an nhũng nhiễu
3: công an nhậu, công an nhậu say, công an nổ súng, công an phường bao che, công an phường không giải quyết
3: công an phường làm ngơ, công an phường nhận, công an phường vòi, công an phường đánh, công an quát, công an say xỉn
3: công an sách nhiễu, công an thái độ, công an thông đồng, công an tiếp tay, công an tát, công an uống rượu
3: công an viên, công an viên đánh, công an vòi vĩnh, công an xã bao che, công an xã không giải quyết
3: công an xã làm ngơ, công an xã nhận, công an xã vòi, công an xã đánh, công an ăn chặn, công an ăn hối lộ
3: công an ăn tiền, công an đánh, công an đánh bạc, công an đánh người, công an đòi tiền, cúp máy ngang
3: cơ quan điều tra viện kiểm sát, cảnh cáo cán bộ, cảnh sát giao thông nhận tiền, cảnh sát giao thông vòi
3: cảnh sát khu vực vòi, cảnh sát khu vực đòi, cảnh sát nhận hối lộ, cảnh sát nhận tiền, cảnh sát đánh, cấm quay phim
3: cấp phép đòi tiền, cậy quyền, cửa quyền, cựu csgt, cựu cảnh sát, cựu giám đốc, cựu thiếu tá, cựu thượng tá
3: cựu trưởng công an, cựu điều tra viên, cựu đại úy, dân phòng thu tiền, dân phòng vòi, dân phòng đánh, dân phòng đập
3: ghi lời khai, ghi sai biên bản, ghép lỗi, giam xe, giám đốc công an bị, giáng chức, giáng cấp, giấy triệu tập
3: giấy tạm giữ, giật điện thoại dân, giật điện thoại người dân, giữ giấy tờ không, giữ người quá, giữ xe không lý do
3: giữ xe trái luật, giữ ở trụ sở, gây khó dễ, góp vốn với công an, gậy csgt, gọi 113 không, gọi không ai nghe
3: gọi không ai tới, gọi không ai xuống, gọi mãi không, gợi ý, gợi ý bồi dưỡng, gợi ý đưa tiền, gửi đơn nhiều lần
3: gửi đơn nhiều lần không, hành dân, hách dịch, hơn một năm chưa giải quyết, hạch sách, hải quan nhận, hất hàm
3: hất hàng, hẹn trước kiểm tra, hết thời hạn mà, hỏi cung, hổng ai xuống, hời hợt, khinh dân, khiếu nại công an
3: khiển trách, khám nhà không lệnh, khám xét trái luật, không ai nghe máy, không ai tới, không ai xuống, không ai đến
3: không biên lai, không cho gặp, không cho gọi về nhà, không cho luật sư, không cho quay phim, không cho xem
3: không cho xem camera, không chào, không có giấy mời, không có hồi âm, không có lệnh, không công tâm
3: không giao giấy tạm giữ, không giấy mời, không hồi âm, không khách quan, không làm gì, không mặc sắc phục
3: không nhận đơn, không nhận được bất kỳ thông báo, không nhận được thông báo, không phản hồi, không thấy giải quyết
3: không thấy hồi âm, không thấy làm gì, không tiếp nhận đơn, không tiền không làm, không trả lời đơn, không xuất trình
3: không đeo bảng tên, không đeo thẻ, không đúng quy trình, không đưa biên lai, không đưa thì, không động tĩnh
3: kiểm lâm nhận tiền, kiểm tra là dẹp, kiểm tra xong, kiểm điểm, kiểm điểm cán bộ, ký giấy trắng, ký khống biên bản
3: kẹp tiền, kẹp tiền vào giấy tờ, kỷ luật, kỷ luật cán bộ, kỷ luật công an, lo lót, làm cho có, làm căn cước đòi tiền
3: làm hộ khẩu đòi tiền, làm khó dân, làm khó dễ, làm luật, làm sai, làm đơn nhiều lần, lòng vòng, lót tay
3: lướt điện thoại, lạm dụng chức vụ, lạm quyền, lạnh lùng, lấy cung, lấy tiền rồi thả, lỗi không có, lộ danh tính
3: lộ người báo, lộ người tố giác, lộ thông tin, lộ thông tin người báo tin, lộ tin báo, lộng quyền, lợi dụng chức vụ
3: lực lượng dân phòng, mùi bia, mượn danh công an làm ăn, mật báo cho đối tượng, mặc áo công an, mớm cung, mời nhậu
3: nghỉ trưa sớm, ngoài quy định, nguyên csgt, nguyên cán bộ công an, nguyên công an, nguyên cảnh sát
3: nguyên trưởng công an, ngâm hồ sơ, ngâm đơn, người mặc sắc phục, người nhà làm công an, người tố giác bị lộ
3: ngủ trong ca trực, nhét tiền, nhũng nhiễu, nhận hối lộ, nhận tiền rồi thả, nhập khẩu đòi tiền, nhậu với chủ sòng
3: nói trống không, núp lùm, năm lần không, nạt nộ, oan sai, om hồ sơ, pccc đòi tiền, phí ngoài quy định
3: phòng cháy đòi tiền, phó công an xã, phó trưởng công an, phạt không biên lai, phạt không lập biên bản, phạt oan
3: phạt sai, phạt vô lý, phản ánh csgt, phản ánh cán bộ công an, phản ánh công an, qua loa, quan liêu, quay clip cán bộ
3: quen biết với chủ, quá hạn giải quyết, quá thời hạn, quá thời hạn giải quyết, quát mắng, quát tháo
3: quản lý thị trường nhận, sai lệch hồ sơ, sai quy trình, sai quy định của cán bộ, say rượu khi làm việc, say trong giờ
3: soi lỗi, soi đủ lỗi, sách nhiễu, sửa biên bản, tham nhũng, thanh tra bộ công an, thanh tra xây dựng nhận, thiên vị
3: thiếu trách nhiệm, thiếu tôn trọng, thiếu tôn trọng dân, thiếu tướng, thiếu văn hóa, thu cao hơn, thu của tiểu thương
3: thu không vé, thu mỗi người bán, thu phí ngoài, thu quá, thu sai, thu tiền chỗ ngồi, thu tiền của người bán
3: thu tiền hàng tháng, thu tiền không biên lai, thu tiền phạt, thu tiền tháng, thu tiền tiểu thương, thượng tá
3: thượng úy, thả người vì tiền, thẩm duyệt đòi tiền, thờ ơ, tiêu cực, tiêu cực của công an, tiêu cực trong ngành
3: tiết lộ người tố cáo, tiền cà phê, tiền luật, tiền trà nước, treo cổ trong buồng, trong phòng hỏi cung, trung tướng
3: trà nước, trái luật, trái quy định, trưởng công an xã, trả đơn, trật tự phường đánh, trật tự viên
3: trật tự đô thị đánh, trực ban, trực ban cúp máy, trực không nghe máy, tuần tra tát, tuần tra đánh, tác phong
3: tư thế tác phong, tước danh hiệu, tước danh hiệu công an nhân dân, tước quân tịch, tướng công an, tạm giữ quá
3: tạm thời chuyển, tắc trách, tắt máy quay, tố csgt, tố cáo csgt, tố cáo cán bộ, tố cáo công an, tố công an
3: tổ trưởng tuần tra, tổ tuần tra đánh, từ chối nhận đơn, tử vong trong buồng, tử vong trong buồng tạm giữ
3: tử vong trong trại, tử vong tại trụ sở, uống cà phê, uống rượu trong giờ, vi phạm điều lệnh
3: viện kiểm sát khởi tố công an, vòi tiền, vòi vĩnh, vô lễ, vô trách nhiệm, vẽ lỗi, vụ việc chìm xuồng, xin bồi dưỡng
3: xin lỗi dân, xuất ngũ, xác minh clip, xưng hô mày tao, xử không công bằng, xử oan, xử ép, yêu cầu bồi dưỡng, án oan
3: ép khai, ép ký, ép ký biên bản, ép nhận tội, ô dù, ăn nhậu với đối tượng, đi nghỉ sớm, đi đêm, điều chuyển
3: điều chuyển công tác, điều lệnh, điều tra viên nhận, điều tra viên ép, điều tra viện kiểm sát, đuổi theo làm ngã
3: đá qua đá lại, đánh trong đồn, đánh ở phường, đã bị còng tay, đình chỉ cán bộ, đình chỉ công tác, đòi 2 triệu
3: đòi 500, đòi bồi dưỡng, đòi phong bì, đòi tiền mới làm, đùn đẩy, đùn đẩy trách nhiệm, đút lót, đăng kiểm đòi tiền
3: đăng ký tạm trú đòi tiền, đơn không trả lời, đơn trình báo, đơn tố, đơn tố cáo, đơn tố giác, đưa hối lộ
3: đưa tiền cho csgt, đưa tiền cho công an, đưa tiền mới, đưa tiền thì, đưa tiền thì đi, đường dây nóng cán bộ, đại tá
3: đại úy, đạp ngã xe, đẩy qua đẩy lại, đến là sạch, đọc lệnh, đội dân phòng, đội phó, đội trưởng, đứng về phía
3: ủy ban kiểm tra đảng ủy công an, ỷ là công an, ỷ quyền
2: =dân tố, anh công an, anh em trực, biên lai, báo mà không, báo nhiều lần không, bưng bít, bảo kê của, bắt ký
2: bị phản ánh, chậm giải quyết, chửi dân, cán bộ trực, công an mà, dung túng, dùi cui, ghi sai, ghi âm, giấy mời
2: gọi không tới, gọi nhiều lần không, im lặng, im ru, không ai giải quyết, không chịu giải quyết, không giải quyết
2: không thấy trả lời, không thấy xuống, không trả lời, không vé thu, không xử lý, không đến hiện trường, làm ngơ
2: lấy lời khai, lời khai, mày tao với dân, mùi rượu, người dân tố, nể nang, phản ánh cán bộ, phản ánh thái độ, quát dân
2: quát nạt, sĩ quan, thanh tra giao thông, thiếu úy, thu thêm, thái độ, thái độ cán bộ, thái độ tiếp dân, thông đồng
2: tra tấn, trong ngành, trung tá, trung úy, trung đội, trưởng công an, trưởng ấp, trực ban không, xin lỗi công khai
2: xưng mày tao, xưng mày tao với dân, áo vàng, ông công an, đánh dân, đạp xe
1: bị công an, chiến sĩ, chú công an, cán bộ, cán bộ tiếp, cán bộ tiếp dân, cán bộ xã, dân phòng, giữ xe, khiếu nại
1: không xuống, lấy tiền, mấy anh công an, mặc sắc phục, sắc phục, thái độ phục vụ, tiếp dân, tiếp tay, trưởng thôn
1: trụ sở công an, tổ trưởng, tổ tuần tra, vệ sĩ, xử lý nghiêm, áo xanh, điều tra viên, đồn công an, đồng chí
"""
"""Phrases for `officer` after their weight."""

OFFICER_WORDS = (
    "công an", "csgt", "cảnh sát", "cán bộ công an", "dân phòng", "trưởng công an", "chiến sĩ công an",
    "cảnh sát giao thông",
)  # fmt: skip
"""Who a tip about the police is about."""

MISCONDUCT = (
    "nhận tiền", "vòi tiền", "vòi vĩnh", "đòi tiền", "hối lộ", "nhũng nhiễu", "mãi lộ", "bảo kê", "bao che",
    "tiếp tay", "lạm quyền", "hách dịch", "đánh dân", "làm ngơ", "bức cung", "ép cung", "sách nhiễu", "tiêu cực",
    "tham nhũng", "lạm dụng chức vụ", "gây khó dễ", "chung chi", "đưa tiền", "ăn chặn", "thông đồng",
    "không chịu giải quyết", "không giải quyết", "thái độ", "cửa quyền", "ăn tiền", "lót tay", "làm luật",
    "bắt người vô cớ", "đánh tôi", "quát nạt", "vô cớ", "chửi dân", "không lập biên bản", "biết mà không",
    "tống tiền", "chống lưng", "đút lót", "phong bì",
)  # fmt: skip
"""What officers are reported for. Near a word for the police it makes the tip one for the level above."""

PRETENCE = (
    "giả danh", "mạo danh", "giả công an", "tự xưng", "giả mạo", "xưng là", "giả làm",
)  # fmt: skip
"""Whoever only claims to be the police is a fraud, not an officer."""

GIVEN_TO_OFFICERS = frozenset({"đưa tiền", "chung chi", "lót tay", "đút lót"})
"""Deeds that are told before the officers: "đưa tiền cho công an"."""
