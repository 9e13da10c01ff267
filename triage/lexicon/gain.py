"""What is done for gain or craving: theft, fraud, usury, smuggling, gambling and vice, drugs."""

THEFT = """
6: cướp giật điện thoại, trộm cắp tài sản
5: cướp giật tài sản, cướp ngân hàng
4: =cắp, =dắt mất, bắt trộm, bẻ khóa, bẻ trộm, bị cạy, bị cắt trộm, bị trộm, cướp giật, cướp tiệm vàng, cắt trộm dây
4: dàn cảnh, giật túi, giật túi xách, kẻ trộm, lư đồng, lấy cắp, lấy đi, móc túi, mất ba, mất laptop, mất ví, mất xe
4: mất xe đạp, pho tượng, thằng trộm, trấn lột, trộm dầu, trộm vào, trộm vặt, trộm xe máy, trộm đột nhập, tên trộm
4: áp sát giật, đạo chích
3: =bò bị, =bả chó, =bị dọn, =bị rạch, =cuỗm, =cưa khóa, =cạy mái, =dông mất, =khoắng, =lẻn vào, =lẻn vô, =lục tủ
3: =mất bò, =mất cả, =nẫng, =quơ, =thó, =thủ tiền, =trộm bò, =trộm cáp, =ôm mất, =đánh bả, ai lấy, bán xe thuê
3: bát hương, bê mất, bình ắc quy, băng cướp, bưng két, bưng luôn, bấm chuông rồi bỏ đi, bắn thuốc mê, bắn điện chó
3: bắt chó, bắt trộm chó, bẻ cổ xe, bẻ gương, bẻ kính chiếu hậu, bẻ ổ khóa, bị bẻ, bị giật, bị giựt, bị khoắng, bị lấy
3: bị mất cắp, bị mất trộm, bị phá, bị tháo, bị thôi miên, bỏ thuốc mê, chiếm giữ trái phép, chiếm giữ trái phép tài sản
3: chui vào nhà, chui vào vườn, chuông chống trộm, chuông đồng, chuốc thuốc mê, chân nến, chích chó, chó bị bắt
3: chôm chỉa, chôm đồ, chạy xe đi mất, chặn đường cướp, chống trộm, cuỗm mất, câu móc điện, câu trộm, còi chống trộm
3: cướp cây xăng, cướp cửa hàng, cướp ga, cướp phòng giao dịch, cướp taxi, cướp tay, cướp tiền, cướp tiệm, cướp tài sản
3: cướp vàng, cướp vé số, cướp xe ôm, cướp xe ôm công nghệ, cướp điện thoại, cạy cốp, cạy cửa, cạy khóa, cạy két
3: cạy thùng, cạy tủ, cẩu tặc, cắt cáp, cắt cửa sổ, cắt dây cáp, cắt hàng rào, cắt khóa, cắt lưới, cắt trộm
3: cắt trộm lúa, cổ vật, cửa bị phá, cửa sổ bị, dàn cảnh va chạm, dí dao cướp, dò la nhà, dòm ngó, dòm ngó nhà
3: dùng dao cướp, dắt trộm, dắt xe đi, dọn sạch đồ, dỡ ngói, giả khách mua, giả mua hàng, giả vờ hỏi đường, giả vờ mua
3: giấu trong người, giấu vào túi, giật bóp, giật bông tai, giật dây chuyền, giật dọc, giật giỏ, giật máy, giật mạnh
3: giật mất, giật tiền, giật vàng, giật ví, giật điện thoại, giật đồ, giựt dây chuyền, giựt túi, giựt điện thoại
3: giựt đồ, gặt trộm, hai kẻ, hai ngón, hai thằng đi xe, hai tên, hai tên cướp, hành lý, hái trộm, hái trộm cà phê
3: hòm công đức, hôi của, hút trộm xăng, hỏi mua vàng rồi, hỏi đường rồi, hốt sạch, khiêng két, khoắng sạch, khóa bị
3: khóa chống trộm, không trả tiền bỏ đi, khống chế nhân viên ngân hàng, kéo lê nạn nhân, kéo ngã, két sắt
3: ký hiệu lạ trước nhà, kẻ cướp, kẻ cắp, kẻ lấy, kề dao cướp, leo mái tôn, leo rào vào, leo tường vào, lén lấy
3: lấy bình, lấy bớt hàng, lấy của, lấy gọn, lấy hết, lấy lén, lấy mất, lấy nguyên, lấy sạch, lấy trộm, lấy xe chạy
3: lẻn vào nhà, lục cốp, lục lọi, lục tung, mang đi cầm cố, máy nổ, móc bóp, móc hành lý, móc ví, móc điện thoại
3: mượn xe rồi, mất 1, mất bình ắc quy, mất bóp, mất bốn, mất bộ, mất chiếc xe, mất chó, mất chậu mai, mất con xe
3: mất cây cảnh, mất cây mai, mất cắp, mất dây chuyền, mất dây điện, mất em xe, mất gà, mất gương, mất heo, mất hàng
3: mất két, mất luôn, mất lắc, mất lợn, mất máy bơm, mất máy tính, mất nguyên, mất nhẫn, mất năm, mất tiền vàng
3: mất trâu, mất trộm, mất tài sản, mất túi xách, mất vàng, mất vịt, mất xe máy, mất điện thoại, một tên, nghề hai ngón
3: ngó nghiêng, ngó trước ngó sau, nhét vào áo, nhìn trước nhìn sau, nhòm ngó, nhóm cướp, nhảy lên xe chạy
3: nhặt được không trả, nẫng mất, nổ atm, nổ máy chạy, nữ quái, nữ trang, phá atm, phá cửa vào, phá khóa, phá két
3: phá ô khóa, phòng giao dịch ngân hàng, quỵt tiền xăng, rinh, rinh mất, rình nhà, rình trộm, rút ruột container
3: rút ruột hàng, rạch giỏ, rạch túi, rọi đèn vào nhà, siêu trộm, soi đèn, súng điện bắt chó, thuê xe không trả
3: thuê xe rồi bán, thuê xe tự lái không trả, thuê ô tô rồi, tháo bánh xe, tháo dây chuyền, tháo máy, tháo trộm
3: tháo ắc quy, thòng lọng, thôi miên, thùng công đức, thả bả, thấy lấy, thằng lấy, tiêu thụ của gian, tiêu thụ tài sản
3: tráo hàng, tráo nhẫn, tráo vàng, trèo tường vào, trấn tiền, trấn xe, trấn điện thoại, trộm, trộm bánh xe, trộm chó
3: trộm cà phê, trộm cá, trộm cây cảnh, trộm công đức, trộm cắp, trộm dây điện, trộm dừa, trộm ghé, trộm gà, trộm gương
3: trộm hàng, trộm hỏi thăm, trộm két, trộm lan, trộm leo, trộm liên tỉnh, trộm lưới, trộm lẻn, trộm mai, trộm máy
3: trộm máy tàu, trộm nông sản, trộm nắp cống, trộm phụ tùng, trộm siêu thị, trộm sầu riêng, trộm sắt, trộm tiêu
3: trộm tiền, trộm trâu, trộm tài sản, trộm tôm, trộm tượng, trộm viếng, trộm vào nhà, trộm vô, trộm vịt, trộm xe
3: trộm xăng, trộm ô tô, trộm điện, trộm đồ, tên cướp, vam phá khóa, vào lấy, vào nhà lấy, vào siêu thị lấy, vác két
3: vác mất, vét sạch, vô lấy, vô nhà lấy, vặt gương, vờ hỏi mua, vụt giật, xe gian, xe trộm cắp, xách mất, xích chó
3: xịt hơi cay cướp, ăn cắp, ăn cắp chó, ăn cắp điện, ăn quỵt, ăn trộm, ăn trộm chó, ăn trộm gà, ăn trộm lúa
3: ăn trộm vào nhà, ăn trộm vô nhà, ăn trộm vặt, đi xe không biển số giật, đánh bả chó, đánh cắp, đánh dấu nhà
3: đánh thuốc mê, đánh tráo, đánh trộm cá, đập kính xe, đập phá atm, đập tủ kính, đập vỡ kính lấy, đồ gian, đồ nghề trộm
3: đồ thờ, đồ ăn cắp, đổ xăng bỏ chạy, đột nhập, đột nhập nhà, đột nhập vào, ổ khóa
2: =bứng, =cạy, =hốt, =mất máy, =mất mấy, =mất đồ, bánh xe, bị cướp, bị mất, bịt mặt, bứng mai, camera ghi
2: camera quay được, check camera, chìa khóa vạn năng, chôm, chạy mất, cây atm, cây kiểng, công đức, cưa song sắt
2: cướp của, cướp xe, của gian, dây chuyền, hiệu cầm đồ, hàng chục triệu, không cánh mà bay, khả nghi, kiểng, kẻ gian
2: kẻ lạ mặt, kẻ xấu lấy, laptop, leo vào, lén lút, lảng vảng trước nhà, lắc vàng, máy phát, mất 2, mất con, mất cái
2: mất hai, mất hết, mất mấy con, mất sạch, mất tiền, mất đồng hồ, nhẫn vàng, quay được cảnh, rình mò, soi đèn vào nhà
2: song sắt, thiệt hại tài sản, thủ kho, tiệm vàng, trang sức, trèo ban công, trèo vào, tài sản bị mất, tài sản trị giá
2: túi xách, tủ vàng, vụ cướp, xem camera, xin đểu, đeo khẩu trang vào, đập kính, ắc quy
1: =két, =mất, =ví tiền, báo động, bóp, bốc hơi, chậu cây, chậu kiểng, cướp, cầm đồ, giựt, iphone, không rõ nguồn gốc xe
1: lan can cầu, lan đột biến, lảng vảng, máy cày, người lạ mặt, rình rập, thợ khóa, tiền mặt, trích camera, trốn mất
1: xe ab, xe sh, xe vision, áp sát, đi vắng, đi đâu mất
"""
"""Phrases for `theft` after their weight."""

FRAUD = """
5: chiếm đoạt tài sản, giả công an, giả danh công an, lạm dụng tín nhiệm, lừa đảo chiếm đoạt tài sản, tự xưng công an
5: xưng là công an
4: chiêu lừa, chiếm quyền, chiếm đoạt, chuyển cọc, chuyển nhầm, deepfake, dọa khóa, dự án ma, giả giọng, giải hạn
4: gọi video, kẻ giả, kẻ lừa, làm nhiệm vụ, lừa đảo qua mạng, mã độc, mạo, mạo danh, nhận cọc rồi, otp, rồi chặn
4: sập bẫy, tin nhắn lừa, trúng thưởng, tự xưng cán bộ, tự xưng nhân viên, xưng cán bộ, đa cấp, đầu tư tiền ảo
3: =biển thủ, =bảo chuyển, =bằng giả, =cho mã, =cú lừa, =khai khống, =lừa, =lừa chạy, =lừa mất, =người giả, =nhân đôi
3: =nhận lo, =vé giả, =vẽ bệnh, =đọc mã, =đồng đen, ai giả mạo, app giả, bao đậu, bao đậu không cần thi, bay sạch tiền
3: bill chuyển khoản giả, bill giả, biên lai giả, biến mất cùng, biển số giả bán, biểu chuyển, block, boom hàng
3: bác sĩ dỏm, bác sĩ giả, bác sĩ rởm, bán chui nhà, bán chó mèo cảnh lừa, bán con giống giả, bán dự án, bán giống giả
3: bán hàng cho người già, bán hàng không giao, bán hàng online không giao, bán một căn cho nhiều người
3: bán nhà một cho nhiều, bán sim rác, bán thuốc rởm, bán thông tin cá nhân, bán tiền giả, bán tài khoản ngân hàng
3: bán điện thoại qua mạng, bán đất cho nhiều người, bán đất nền ma, bình chọn, bình chọn giúp, bùa ngải, bùng tiền
3: bạn trai tây, bảo chuyển tiền, bảo hiểm giả, bấm link, bấm vào link, bẫy tình, bắt chuyển tiền, bằng cấp giả
3: bằng rởm, bể hụi, bị block, bị hack, bị hack nick, bị lừa, bị lừa mất, bị lừa tiền, bị vay tên, bị ép mua, bọn lừa
3: bốc hơi tài khoản, ca sĩ nhí, cam kết hoàn tiền, cam kết lợi nhuận, cao chạy xa bay, chiếm đoạt số tiền
3: chiếm đoạt tiền, cho thuê nhà ảo, chuyển hết tiền, chuyển khoản cọc, chuyển khoản giả, chuyển khoản trước
3: chuyển khoản xong, chuyển nhầm tiền, chuyển tiền hưu, chuyển tiền nhầm, chuyển tiền rồi, chuyển tiền vào tài khoản
3: chuẩn hóa thông tin, chạy bằng, chạy chế độ, chạy chức, chạy quảng cáo, chạy suất, chạy trường, chạy việc
3: chạy vào ngành, chạy án, chặn facebook, chặn liên lạc, chặn zalo, chốt đơn ảo, chủ hụi, chủ hụi bỏ trốn
3: chứng chỉ giả, chứng khoán quốc tế, chứng minh trong sạch, chứng minh vô tội, chữa bách bệnh, chữa tiểu đường
3: click link, combo du lịch, con bị cấp cứu, con cấp cứu, con dấu giả, con tai nạn đang cấp cứu, cung cấp mã, cuỗm tiền
3: cuộc gọi lạ, cài app, cài app lạ, cài phần mềm, cài ứng dụng lạ, cán bộ giả, có lệnh bắt, công an giả
3: công ty bình phong, công ty lừa, công ty ma, cúng giải hạn, căn cước giả, cảnh sát giả, cập nhật dữ liệu căn cước
3: cập nhật vneid, cắt liên lạc sau, cắt sóng, cọc phòng trọ, cọc thuê phòng, cọc tiền, cọc tiền rồi, cổ vật giả
3: cộng tác viên online, danh nghĩa từ thiện, dán qr, dính lừa, dính án, dùng căn cước của tôi, dùng hình tui
3: dùng ảnh tôi, dạy làm giàu, dịch vụ công giả, dọa cắt, facebook giả, fanpage giả, fanpage giả mạo, forex
3: ghép mặt gọi, gia công tại nhà, giao hàng cục gạch, giao hàng giả, giám đốc lừa, giả bác sĩ, giả bệnh, giả bộ đội
3: giả chùa, giả chủ nhà trọ, giả cán bộ, giả cán bộ công an, giả danh, giả danh bộ đội, giả danh nhà báo, giả giọng nói
3: giả mạo, giả mạo công an, giả mạo ngân hàng, giả mạo website, giả nghèo, giả nhà báo, giả nhà sư, giả nhân viên
3: giả nhân viên ngân hàng, giả nhân viên điện lực, giả shipper, giả sư, giả thương binh, giả tu hành, giả từ thiện
3: giả viện kiểm sát, giả điên xin tiền, giấy khám sức khỏe giả, giấy tờ giả, giật hụi, giật đơn, giữ cọc
3: gom hàng rồi trốn, góp vốn, gấp phong bì, gọi báo con, gọi báo có bưu phẩm, gọi báo phạt nguội, gọi báo trúng
3: gọi dọa, gọi video giả, gọi điện dọa, gọi điện tự xưng, gửi link, gửi mã, gửi quà từ nước ngoài
3: gửi tiền cho bạn trai, hack facebook, hack nick, hack tài khoản, hack zalo, hacker, homestay lừa, hoàn cọc, hoàn thuế
3: hoàn tiền, huy động vốn, huy động vốn trái phép, hàng cod, hàng khác hàng, học phí lừa, hốt hụi, hồ sơ giả
3: hỗ trợ lấy lại tiền, hội thảo bán hàng, hội thảo lừa, hội trường bán hàng, hụi viên, in tiền giả, kho báu
3: khóa facebook, khóa học làm giàu, khóa sim, khóa sóng, khóa thuê bao, không giao hàng, không giao xe
3: không giống hình, không rút được, không đặt hàng, khất thực, kinh doanh đa cấp, kêu chuyển, kêu chuyển tiền
3: kêu gọi từ thiện, kêu gọi ủng hộ, kêu hụi, kích hoạt định danh, ký công chứng giả, ký giấy lộn xộn, kẹo giảm cân
3: kẻ lừa đảo, kịch bản, lao động úc, like dạo, link bình chọn, link lạ, liên quan vụ án, liên quan đường dây rửa tiền
3: lo giấy tờ, lo hồ sơ lấy tiền, lo lót chạy, lo thủ tục, lo việc, làm bằng giả, làm bằng lái bao đậu
3: làm cộng tác viên, làm giả con dấu, làm giả giấy tờ, làm sổ đỏ giả, làm việc tại nhà, lãi cao hấp dẫn, lãi khủng
3: lùa gà, lưu hành tiền giả, lương y tự xưng, lấy cọc, lấy lại tiền lừa, lấy tiền không giao, lấy tiền mà không giao
3: lập nick, lập nick mượn tiền, lệnh bắt giả, lệnh bắt tạm giam giả, lọc nước, lộ thông tin cá nhân, lợi nhuận cao
3: lừa bán, lừa bán hàng, lừa bán đất, lừa bịp, lừa chuyển tiền, lừa chạy việc, lừa cọc, lừa dối, lừa gạt, lừa ký giấy
3: lừa lấy, lừa người già, lừa tiền, lừa tình, lừa việc làm, lừa vé, lừa vé máy bay, lừa xuất khẩu lao động, lừa đảo
3: lừa đầu tư, mua bán dữ liệu, mua bán tài khoản ngân hàng, mua lúa không trả tiền, mua nợ nông sản, máy lọc nước
3: mã otp, mã qr, mã qr lạ, mã xác nhận, mã xác thực, mượn cccd, mượn căn cước, mượn danh, mượn nick, mượn tiền bạn bè
3: mượn tiền người quen, mượn tiền qua facebook, mạo nhận, mất sạch tiền trong, mất tiền trong tài khoản
3: mất tiền tài khoản, mẫu ảnh, mật khẩu ngân hàng, mắc lừa, một vốn bốn lời, mở thùng là cục gạch, mở thẻ tín dụng
3: ngân hàng gọi, nhiệm vụ online, nhà báo giả, nhân viên giả, nhân đôi tài khoản, nhấn link, nhấp vào link, nhận cọc
3: nhận cọc biến mất, nhận làm bằng, nhận làm giấy tờ, nhận tiền chạy, nhận tiền không giao, nhắn link, nhắn mượn tiền
3: nhắn tin mượn tiền, nhắn tin vay tiền, nhờ đứng tên, nick giả, nick khác, nâng cấp sim, nâng hạn mức thẻ, nâng khống
3: nồi cơm điện hội thảo, nộp phạt qua link, nộp tiền học nghề, nợ xấu không vay, phân lô ma, phí bảo hiểm khoản vay
3: phí giữ chỗ, phí hải quan, phạt nguội giả, phụ huynh chuyển tiền, qr giả, quà tặng từ nước ngoài, quét mã qr
3: quảng cáo láo, quảng cáo sai, quảng cáo sai sự thật, quảng cáo thổi phồng, quỵt tiền lúa, rút sạch tiền, rút tiền thẻ
3: rồi biến mất, rửa tiền, sang tên trái, shipper giả, sim rác gọi, suất học, suất ngoại giao, sàn chứng khoán
3: sàn forex, sàn giao dịch, sàn ngoại hối, sàn tiền ảo, sư giả, sập bẫy lừa, số lạ gọi, số điện thoại lạ, sổ hồng giả
3: sổ đỏ giả, sữa non, tham ô, thanh toán đơn hàng ảo, thu hồi vốn treo, thu mua không trả tiền, thu mua nông sản rồi
3: thu tiền cod, thu tiền đặt chỗ, thuê nhà trên mạng, thuê tài khoản ngân hàng, thuốc gia truyền lừa, thuốc rởm
3: tháo biển hiệu, thâm hụt quỹ, thông báo phạt nguội giả, thông tin của tôi để vay, thần y, thầy bói lừa, thầy cúng lừa
3: thụt két, thủ đoạn lừa, tiktok shop, tin nhắn brandname, tin nhắn giả mạo, tin nhắn lạ, tin nhắn phạt nguội
3: tin nhắn thương hiệu, tiêu tiền giả, tiền cũ, tiền cọc, tiền giả, tiền số, tiền thật tiền giả, tiền từ thiện
3: tiền điện tử, tiền ảo, tour, tour giá rẻ, trang web giả, trò lừa, trúng giải, trúng xe sh, trục lợi
3: trục lợi bảo hiểm, tuyển cộng tác viên, tuyển dụng giả, tuyển dụng lừa, tuyển mẫu nhí, tuyển người mẫu
3: tuyển người mẫu nhí, tuyển nhân viên, tài khoản an toàn, tài khoản bị trừ tiền, tài khoản giả, tài khoản ngân hàng bị
3: tài khoản tạm giữ, tây lừa, tên tôi để vay, tấn công mạng, tặng quà hội thảo, tặng quà rồi bán, tổng đài lừa
3: tờ 500 nghìn giả, tự nhận là, tự xưng bác sĩ, tự xưng công ty, tự xưng shipper, tự xưng thầy, tự xưng trung tâm
3: tự xưng đoàn, vay online bị lừa, việc làm online, việc làm tại nhà, việc nhẹ lương cao, vneid giả, vàng giả đổi
3: vàng trấn yểm, vé concert, vé máy bay giá rẻ, vỡ hụi, website giả, x2 tài khoản, xin tiền từ thiện
3: xin việc vào ngành, xuất ngoại lừa, xác thực sinh trắc học giả, xâu vòng, xúi chuyển tiền, xưng bên
3: xưng bên bảo hiểm, xưng bên ngân hàng, xưng bên thuế, xưng bên điện lực, xưng là, xưng là cán bộ, xưng là nhân viên
3: xưng shipper, xưng thầy, yêu cầu chuyển khoản, yêu cầu chuyển tiền, yêu cầu cung cấp, yêu qua mạng, zalo giả, ép mua
3: ôm cọc, ôm hụi, ôm tiền, ôm tiền bỏ trốn, úp bô, ăn chặn từ thiện, đa cấp trái phép, đi hàn quốc lừa, đá quý giả
3: đánh sập sàn, đánh tráo hàng, đã cọc, đòi mật khẩu, đóng hụi, đóng phí xin việc, đóng thuế nhận quà, đô la giả
3: đơn hàng không đặt, đơn hàng lạ, đơn ảo, đường dây hụi, đường dây lừa, đường link, đường link lạ, đấu giá thông đồng
3: đầu số lạ, đầu tư một vốn, đầu tư online, đầu tư sinh lời, đầu tư tài chính, đặt chỗ giữ suất, đặt cọc, đặt cọc xong
3: đặt phòng, đặt phòng khách sạn, đặt tour, đồ hiệu giả, đồng bộ, đổi tiền giả, đội lốt, đứng tên vay, ổ nhóm lừa
3: ủy quyền giả, ứng dụng giả
2: =chiêu, =cài, =dụ, =nhận quà, =quà, =trúng quà, =đóng thuế, =đổi tiền, biến mất, bán hàng online, bán đất, bưu kiện
2: bưu phẩm, cccd của tôi, chiêu trò, cho thuê tài khoản, chuyển tiền, chơi hụi, chặn số, cả tin, cảnh giác, facebook
2: giả làm, giả vờ, gọi báo, gọi điện, hợp đồng giả, hụi, hứa hẹn, hứa lo, kiện hàng, link, làm giả, làm nhiệm vụ online
2: lấy danh nghĩa, lợi nhuận, messenger, mua hàng online, mua online, mất cọc, mất tiền, ngân hàng, ngân hàng khóa
2: người bán chặn, người quen nhờ mua, nhẹ dạ, nạp thẻ, nạp tiền, otp ngân hàng, quen qua mạng, quyên góp
2: rút không được, rút ruột, rút tiền, rút tiền không được, rồi chặn máy, rủ rê đầu tư, shop online, sinh lời
2: số tài khoản, thu tiền, thu tiền trái, thông tin cá nhân, thầy bói, thẻ cào, tiền âm phủ, tài khoản, tải app, tự xưng
2: tự xưng là, văn phòng, xuất khẩu lao động, xưng, đóng phí, đầu tư
1: =thuế, =đơn hàng, bị chặn, chuyển khoản, cuộc gọi, cập nhật, cọc, cộng tác viên, dụ dỗ, giám đốc, góp tiền, học phí
1: hứa xin, kẻ gian, môi giới, nộp tiền, online, số lạ, telegram, thu phí, thẻ ngân hàng, thủ đoạn, xin tiền, xuất cảnh
1: zalo, zalo lạ
"""
"""Phrases for `fraud` after their weight."""

USURY = """
6: đòi nợ thuê
5: cho vay lãi nặng, cho vay nặng lãi, khủng bố đòi nợ, lãi cắt cổ, tín dụng đen, vay nặng lãi
4: 5k một triệu, =trả lãi, app vay, app vay tiền, bọn cho vay, bốc bát họ, bốc họ, cho vay, cho vay lãi, chủ nợ, con nợ
4: cáo phó, công ty tài chính, dán tờ rơi cho vay, ghép ảnh, giấy bán nhà, gói vay, góp ngày, gọi điện khủng bố
4: hỗ trợ tài chính, hỗ trợ vốn, lãi mẹ đẻ lãi con, ngân hàng chính sách, người vay, nhóm cho vay, ném chất bẩn
4: nặng lãi, quảng cáo cho vay, quỵt nợ, sơn đỏ, trừ nợ, tạt sơn đỏ, vay app, vay góp, vay ngoài, vay nóng
4: vay tiêu dùng, viết giấy, viết giấy nợ, ép trả nợ, đòi nợ
3: 10 nghìn một triệu, 5 nghìn một ngày, =bán nợ, =dán ảnh, =khống chỉ, =lãi, =lãi ngày, =nợ, =nợ thay, =thảy, =tiền lãi
3: =tiền nợ, =tính lãi, =áo quan, =đẻ nợ, =ảnh thờ, alo có tiền ngay, app cho vay, app tiền, app tín dụng, app web đen
3: app đen, bom bẩn, bát họ, bêu rếu, bạn vay, bắt cha mẹ trả, bắt ngồi quán, bắt trả nợ thay, bắt xe trừ nợ
3: bắt đi ngân hàng rút, bị siết, bọn cho, cho vay cầm đồ, cho vay không thế chấp, cho vay lãi cao, cho vay nóng
3: cho vay sinh viên, cho vay tiền, cho vay trả góp, chuyển nợ, chuột chết ném, chính sách xã hội, chó chết ném
3: chơi họ lãi, chưa trả kịp, chất bẩn, chỉ cần cmnd, chỉ cần căn cước, chồng vay, chủ cho vay, con trai vay, con vay
3: cuộc gọi đòi, cáo phó giả, công ty đòi nợ, cầm sổ hồng, cầm sổ đỏ, cắt ghép hình ảnh, cắt ghép ảnh, cột điện vay
3: danh bạ, di ảnh, dán cột điện cho vay, dán giấy đòi nợ, dán hình, dán quảng cáo cho vay, dầu luyn, dầu nhớt thải tạt
3: dịch vụ cầm đồ, em trai vay, ghép mặt, ghép ảnh bôi nhọ, ghép ảnh nude, ghép ảnh sex, gia hạn nợ, giang hồ đòi nợ
3: giải ngân, giải ngân trong ngày, giấy bán xe, giấy nhận nợ, giấy nợ khống, giấy vay nợ, giật nợ, giữ căn cước cho vay
3: giữ giấy tờ vay, giữ sổ hồng, giữ sổ đỏ, giữ xe trừ nợ, gà chết ném, gán nợ, góp tuần, gọi cho công ty
3: gọi cho hàng xóm, gọi cho sếp, gọi cho trường, gọi hàng trăm cuộc, gọi hết danh bạ, gọi khắp, gọi liên tục đòi
3: gọi người trong danh bạ, gọi điện đòi nợ, gửi hình ghép, gửi vòng hoa, hắt dầu luyn, hắt sơn, hội vay vốn
3: hợp đồng giả cách, in hình lên, in ảnh dán, k 1 triệu 1 ngày, keo dán sắt ổ khóa, khoản nợ, khoản vay
3: khóa cửa nhà nạn nhân, không có tiền trả, không liên quan khoản vay, không trả được nợ, không vay mà, khất nợ
3: khủng bố cuộc gọi, khủng bố điện thoại, kéo xe, kéo đến đòi nợ, ký giấy bán, ký giấy bán nhà, ký giấy bán đất
3: kẻ cho vay, lãi 20, lãi chồng lãi, lãi hai mươi, lãi nặng, lãi suất, lãi suất cao, lãi suất cắt cổ, lãi suất khủng
3: lãi suất trên trời, lãi theo ngày, lãi tuần, lãi đẻ lãi, lấy xe siết, lấy xe trừ nợ, lấy đồ trừ nợ, mua nợ, món nợ
3: món vay, mượn nóng, mắm ruốc, mắm thối, mỗi ngày trả, nghìn một triệu một ngày, ngày góp, ngăn chặn tín dụng
3: người cho vay, người ta vay, người thân vay, nhân viên thu nợ, nhóm cho, nhóm đòi nợ, nhận về ít hơn, ném gà chết
3: ném mắm tôm, ném phân, ném sơn, nợ của chồng, nợ của con, nợ lãi, nợ lên tới, phân người, phí dịch vụ vay
3: phí gia hạn, phí phạt trễ, phòng ngừa tín dụng đen, phần trăm một tháng, quan tài, quá hạn vay, quảng cáo vay
3: siết nhà, siết nợ, siết xe, sơn chữ, sơn lên cửa, số nợ lên, số tham chiếu, thu hồi nợ, thu nợ, thu nợ công ty
3: thu nợ kiểu, thành 100 triệu, thành trăm triệu, thẻ tín dụng đòi nợ, tiền góp, tiền góp ngày, tiền tươi, tiền vay
3: tiệm cho vay, tiệm cầm đồ cho vay, trả chậm, trả góp hàng ngày, trả mỗi ngày, trả nợ, trả nợ cho con, trả thay
3: trả thay con, trễ hạn, trễ hẹn, trễ một ngày, trộn sơn, trừ phí, tung hình, tính ra, tôi không vay, tạt chất bẩn
3: tạt mắm tôm, tạt phân, tạt sơn, tải app vay, tới nhà đòi nợ, tờ rơi cho vay, tờ rơi vay, tụi cho vay, vay, vay 10
3: vay 20 triệu, vay 5 phút, vay 5 triệu, vay 50 triệu, vay bọn, vay chỉ cần, vay của, vay không thế chấp, vay lãi
3: vay lãi cao, vay lãi ngày, vay nhanh, vay nóng bên ngoài, vay online, vay qua app, vay sinh viên, vay thế chấp
3: vay tiền góp, vay tiền nhanh, vay tiền online, vay tiền qua app, vay tiền qua mạng, vay tiền đứng, vay trả góp ngày
3: vay tín chấp, vay vốn nhanh, vay xã hội đen, vay đen, viết chữ nợ tiền, viết lên tường, vòng hoa, vẽ chữ trả tiền
3: vỡ nợ, vợ vay, xiết nợ, xã hội đen kéo, xã hội đen tới nhà, xã hội đen vô quán, xã hội đen đòi nợ, xã hội đen đến nhà
3: xóa app, xù nợ, xăm trổ, xịt chữ, xịt sơn, ép ký giấy, ép ký giấy nợ, ép ký nhận nợ, ép viết giấy, ép viết giấy nợ
3: ôm nợ, ôm tiền bỏ trốn vì nợ, đe dọa đòi nợ, đám cho vay, đáo hạn, đòi con trả, đòi cả gốc, đòi gấp đôi
3: đòi nợ công ty tài chính, đòi nợ khủng bố, đòi nợ kiểu, đòi nợ thay, đòi tiền vay, đóng góp hàng ngày, đóng lãi
3: đăng hình, đăng hình con, đăng ảnh bêu rếu, đẩy lùi tín dụng đen, đập cửa đòi, đập cửa đòi tiền, đặt quan tài
3: đến hạn, đến nhà đòi nợ, đồng nghiệp vay, đổ chất bẩn, đổ keo ổ khóa, đứng trước nhà đòi
2: =mắm, bôi nhọ, canh trước nhà, chậm trả, chặn cửa đòi, cả gốc lẫn lãi, cầm cố, cầm đồ, danh bạ bị, dọa bắt con
2: dọa đốt nhà, góp, gọi cho cả cơ quan, gọi cho danh bạ, gọi cho người thân, gọi suốt, gọi đòi, gốc lãi, gốc lẫn lãi
2: hạn cuối, khủng bố, lãi 30, lấy xe, mượn nợ, mắm tôm, ngồi lì trước nhà, nhắn tin chửi bới, nợ nần, nợ tiền, nợ xấu
2: thế chấp, tiền gốc, trốn nợ, tín dụng, vay tiền, vay tín dụng, đòi tiền hàng ngày, đăng lên facebook đòi
1: =bán cá, =hắt, =tạt, app, chửi bới, gọi hoài, mượn tiền, quá hạn, quấy rối qua điện thoại, quỹ tín dụng, sổ đỏ
1: tiệm cầm đồ, trả góp, trả tiền, tờ rơi
"""
"""Phrases for `usury` after their weight."""

SMUGGLING = """
6: gian lận thương mại, hàng nhái
5: giết mổ lậu, hàng lậu, thuốc giả, thuốc lá lậu, thực phẩm bẩn
4: ban chỉ đạo 389, buôn lậu, bốc dỡ hàng, chở hàng lậu, chở thuốc lá lậu, công an kinh tế, dán tem, giết mổ, hàn the
4: hàng cấm, hàng giả, hàng xách tay, in lậu, không kiểm dịch, không nguồn gốc, không tem, lít dầu, nhập lậu
4: quản lý thị trường, rượu ngoại, sữa bột, sữa bột giả, sữa giả, thuốc lá ngoại, xăng pha, đường cát thái
4: đường hóa học, đồng hồ giả
3: =bếp ăn bẩn, =chạy hàng, =cõng hàng, =dầu do, =gùi, =gùi hàng, =mỡ bẩn, =mứt, =thay mác, =thay nhãn, =trứng giả
3: =tân trang, =vàng ô, =đông dược, agar, bao thuốc lá, bao tải hàng, bia giả, bia lậu, buôn bán hàng giả, buôn vàng
3: buộc tiêu hủy, bán giá cao, bán hàng giả, bán hàng qua mạng giả, bán hóa đơn, bán lợn dịch, bán online hàng giả
3: bán phá giá, bán quá giá, bán thuốc không đơn, bán thuốc kê đơn, bán thuốc lá điện tử, bán thuốc phá thai
3: bán xăng gian, bánh kẹo giả, bánh kẹo không, bánh kẹo lậu, bánh trung thu, bì lợn tẩy, bình gas giả, bò bệnh
3: bò chết mổ, bò lậu, bóng đá lậu, bún chứa, bún phở foocmon, bún tẩy trắng, băng vệ sinh giả, băng đĩa lậu
3: bơm dầu lậu, bơm nước heo, bơm nước vào, bơm nước vào bò, bơm nước vô, bơm rau câu, bơm thiếu, bơm tạp chất
3: bơm tạp chất tôm, bản quyền, bến hàng, bếp từ giả, bỉm giả, bốc hàng ban đêm, bốc hàng lúc nửa đêm, bột béo
3: bột giặt giả, bột màu, bột ngọt giả, can nhựa xăng, cao hổ giả, chip cây xăng, chân gà bẩn, chân gà thối
3: chính hãng giả, chưa kiểm dịch, chả lụa hàn the, chất 6 benzyl, chất bảo quản, chất phụ gia, chất tạo nạc
3: chất vàng ô, chặt chém giá, chế biến bẩn, chế biến mất vệ sinh, chống buôn lậu, chủ hàng, chứng kiến của chủ hàng
3: collagen giả, con dấu thú y, container hàng, container không phép, container đông lạnh, cà phê bẩn, cà phê bột
3: cà phê giả, cà phê trộn pin, cà phê đậu nành, cá ươn, cá ướp ure, cân gian, cân thiếu, cân điêu, cân điện tử gian
3: cây thuốc lá, cây xăng gian lận, công ty xuất hóa đơn, cơ sở chế biến, cơ sở giết mổ, cơ sở không phép sản xuất
3: cơ sở sản xuất bẩn, cảnh sát kinh tế, cắt mác, cắt tai bình, cồn công nghiệp, cột bao tải, cửu vạn, cửu vạn gùi
3: da heo thối, dán mác, dán nhãn, dán nhãn giả, dép nhái, dược liệu lậu, dấu giả kiểm dịch, dấu kiểm dịch, dầu gội giả
3: dầu không rõ, dầu lậu, dầu nhớt giả, dầu ăn bẩn, dầu ăn giả, dập lại hạn, foocmon, formol, gas giả, gas lậu
3: ghe chở thuốc lá, ghe hàng, gia cầm lậu, gia súc bệnh, gia súc chết, gian lận cân, gian lận xăng, gian lận đo lường
3: giày giả, giày nhái, giá cắt cổ, giá đỗ, giá đỗ ngâm, giò chả, giò chả hàn the, giả mạo nhãn hiệu, giả nhãn hiệu
3: giả thương hiệu, giả thịt bò, giấu dưới, giấu dưới lớp, giết bò, giết gà, giết heo, giết lợn, giết mổ chui
3: giết mổ gia cầm, giết mổ gia súc, giết mổ không phép, giết mổ trái phép, giống giả, gà bệnh, gà lậu, gà nhập lậu
3: gà thải, gà thải loại, gà trung quốc, gánh hàng qua biên, gói thuốc lá, găm hàng, găm khẩu trang, gạo giả, gạo nhái
3: gắn chip cây xăng, gắn mác, gắn mác việt nam, gắn nhãn, gỗ lậu qua, heo bệnh, heo chết mổ, heo dịch, heo lậu
3: heo nái giả, heo tả châu phi, hàng campuchia, hàng chạy, hàng cũ nhập, hàng dỏm, hàng fake, hàng gian
3: hàng gian hàng giả, hàng hiệu giả, hàng hóa lậu, hàng hóa nhập lậu, hàng không hóa đơn, hàng không khai
3: hàng kém chất lượng, hàng lào, hàng nhái bán, hàng nhái nhãn hiệu, hàng nhập lậu, hàng rep, hàng rởm, hàng sida
3: hàng thái, hàng thái lậu, hàng thùng, hàng trung quốc không, hàng trôi nổi, hàng tuồn, hàng tàu, hàng tồn
3: hàng vô chủ, hàng về đêm, hàng đểu, hóa chất cấm, hóa chất độc, hóa đơn chứng từ, hóa đơn giả, hóa đơn khống
3: hóa đơn đỏ, hương liệu, hạt nêm giả, hết date, hết hạn sử dụng, in lậu sách, in sách, jet, k lậu, kem chống nắng giả
3: kem dưỡng, kem trắng da, kem trộn, kem trộn trắng da, khai báo hải quan, khai báo sai, khai gian, khai sai hàng
3: khai thuế, kho bãi, kho chứa hàng, kho hàng lậu, kho lạnh lậu, kho online, kho đông lạnh, không chứng từ
3: không có nguồn gốc, không dấu thú y, không giấy tờ nguồn gốc, không hóa đơn, không hóa đơn chứng từ, không nhãn
3: không nhãn mác, không niêm yết, không niêm yết giá, không qua kiểm dịch, không rõ nguồn gốc, không rõ xuất xứ
3: không tem nhãn, không xuất hóa đơn, không xuất trình được hóa đơn, không xuất xứ, không đảm bảo vệ sinh
3: khẩu trang giả, khẩu trang kém, kit test, kiểm dịch, kém chất lượng, kích thích tăng trưởng, kẹo cổng trường
3: linh kiện lậu, livestream bán hàng giả, làm giả nhãn hiệu, lên hàng ban đêm, lít xăng, lò chế biến, lò mổ heo
3: lò mổ không phép, lò mổ lậu, lò mứt, lò quay, lò đậu, lòng lợn thối, lô hàng, lô hàng lạ, lợn chết bán, lợn dịch
3: lợn lậu, lực lượng quản lý thị trường, methanol, mua bán hóa đơn, mua bán ngoại tệ, mua bán trái phép hóa đơn
3: mua hóa đơn, mài logo, máy móc cũ nhập lậu, mì chính giả, măng ngâm, mũ bảo hiểm giả, mất an toàn thực phẩm
3: mất vệ sinh, mật ong giả, mổ bò chui, mổ bệnh, mổ chui, mổ chết, mổ heo chui, mổ lậu, mổ lợn chui, mổ trâu, mổ trộm
3: mỡ thối, mứt bẩn, mỹ phẩm, mỹ phẩm giả, mỹ phẩm không rõ, mỹ phẩm lậu, mỹ phẩm trộn, ngoại tệ, ngoại tệ lậu
3: nguyên liệu trà sữa, nguồn gốc xuất xứ, ngâm chất, ngâm giá đỗ, ngâm hàn the, ngâm hóa chất, ngâm thuốc, ngâm tẩm
3: nhuộm pin, nhái, nhái nhãn hiệu, nhãn mác, nhãn phụ, nhập khẩu trái phép, nhớt giả, nhớt thải tưới rau
3: niêm phong lô hàng, nâng giá, nông sản lậu, nước giặt giả, nước hoa giả, nước mắm giả, nước ngọt giả, nước ngọt lậu
3: nước rửa chén giả, nước tăng lực giả, nước tương, nước đá bẩn, nước đóng chai giả, nấm linh chi giả, nầm lợn
3: nội tạng, nội tạng bẩn, nội tạng bốc mùi, nội tạng thối, pha chế, pha chế rượu, pha chế xăng, pha cồn, pha rượu
3: pha trộn xăng, pha xăng, phim lậu, phun thuốc lên rau, phân bón giả, phân bón kém, phần mềm lậu, phẩm màu
3: phẩm màu công nghiệp, phế liệu lậu, phế liệu nhập khẩu, phở hóa chất, phụ gia, phụ tùng giả, pin lậu, qltt
3: que thử giả, quá date, quán bẩn, quần áo cũ, quần áo giả, quần áo lậu, quần áo nhái, rau bẩn, rau muống nhớt
3: rau phun thuốc, rác nhập khẩu, rượu giả, rượu lậu, rượu ngoại giả, rượu ngoại lậu, rượu ngâm cồn, rượu pha cồn
3: salbutamol, sang chiết gas trái phép, sang mạn, sim rác, snack lạ, son giả, sách giáo khoa giả, sách giả, sách lậu
3: sâm giả, sản phẩm giả, sản phẩm không, sản phẩm lậu, sản phẩm nhái, sản xuất bánh kẹo, sản xuất giả
3: sản xuất hàng giả, sản xuất thuốc giả, sầu riêng nhúng, sửa hạn sử dụng, tem, tem chính hãng, tem chống giả, tem giả
3: thiết bị gian lận thi, thiết bị y tế giả, thu giữ lô hàng, thuốc bảo vệ thực vật giả, thuốc bắc lậu
3: thuốc cường dương, thuốc cường dương giả, thuốc gián đất lậu, thuốc giảm cân, thuốc kháng sinh giả, thuốc kích dục
3: thuốc kích phọt, thuốc lá 555, thuốc lá hero, thuốc lá jet, thuốc lá không tem, thuốc lá nhập lậu, thuốc lá scott
3: thuốc nam giả, thuốc nam trộn, thuốc phá thai, thuốc trừ sâu giả, thuốc tân dược giả, thuốc tây giả, thuốc tây lậu
3: thuốc tăng cân, thuốc ung thư giả, thuốc đông y giả, thúc chín, thương hiệu, thạch cao, thịt bẩn, thịt bốc mùi
3: thịt bốc mùi bán, thịt chó, thịt giả, thịt gà thải loại, thịt heo bẩn, thịt heo bệnh, thịt heo chết, thịt heo nái
3: thịt hết hạn, thịt lậu, thịt lợn bẩn, thịt lợn bệnh, thịt lợn chết, thịt mèo bán, thịt ngựa giả, thịt thối
3: thịt thối bán, thịt trâu giả bò, thịt ôi, thịt đông lạnh, thồ hàng, thổi giá, thực phẩm chức năng
3: thực phẩm chức năng giả, thực phẩm giả, thực phẩm hết hạn, thực phẩm không rõ, thực phẩm đông lạnh, tiêm an thần heo
3: tiêm thuốc an thần, tiêu hủy, trà sữa không nguồn gốc, trà trộn hàng, trái cây tẩm, trân châu, trâu bò lậu, trâu bệnh
3: trâu chết mổ, trôi nổi, trốn hóa đơn, trốn thuế, trốn thuế livestream, trộn pin, trứng gà lậu, trứng nhập lậu
3: tuồn hàng, tuồn qua biên giới, tàu dầu, tân dược, tã giả, tôm giống lậu, tôm hùm lậu, túi hiệu giả, túi xách giả
3: tăng giá bão, tăng giá rau, tương ớt bẩn, tạm giữ hàng, tạm nhập tái xuất, tạm thu giữ, tạp chất vào tôm, tấn chân gà
3: tấn lòng, tấn mỹ phẩm, tấn nầm, tấn nội tạng, tấn thịt, tấn thịt trâu, tấn thực phẩm, tấn đường, tẩm hóa chất
3: tẩy trắng, tẩy xóa hạn, tập kết hàng, tịch thu hàng, tổ yến giả, tổng kho, vi phạm bản quyền, viên sủi, viên uống
3: vàng kém tuổi, vàng lậu, vàng miếng lậu, vàng non, vàng pha, vàng thiếu tuổi, vác hàng qua, vô chủ, vải lậu
3: vận chuyển hàng cấm, vận chuyển hàng hóa, vận chuyển lậu, vắc xin giả, vệ sinh an toàn thực phẩm, vệ sinh thực phẩm
3: vịt bệnh, vỏ bình bị mài, vỏ bình gas, vỏ lãi chở, web phim lậu, xe chở hàng đêm, xe gian nhập, xe lậu, xe máy cũ lậu
3: xe nhập lậu, xe thồ hàng, xuất hóa đơn khống, xuất khẩu trái phép, xuống hàng ban đêm, xuống hàng lúc, xà lan hàng
3: xì gà lậu, xóa nhãn, xúc xích cổng trường, xăng dầu lậu, xăng giả, xăng kém chất lượng, xăng lậu, xăng pha nước
3: xưởng hàng giả, xưởng làm giả, xưởng sản xuất giả, yến giả, yến sào giả, áo nhái, ô mai bẩn, điểm giết mổ
3: điểm tập kết, điện lạnh cũ, điện thoại lậu, điện tử cũ, đong thiếu, đóng bình gas, đóng dấu kiểm dịch, đô la chợ đen
3: đông trùng giả, đường cát, đường cát lậu, đường lậu, đường thái, đậu nành rang, đậu phụ thạch cao, đồ rởm
3: đồ ăn cổng trường, đồ ăn vặt, đồ ăn vặt trung quốc, đồ điện tử, đổi ngoại tệ, đổi nhãn, đội liên ngành, đội lốt
3: đội lốt hàng việt, đội quản lý thị trường, ướp hóa chất, ướp ure, ớt bột nhuộm
2: =bao bì, =chợ đen, =găm, =hàng lạ, =sâm, =đong, =đầu cơ, an toàn thực phẩm, bao tải, buôn bán hàng, bán thuốc
2: bán thuốc tây, bãi tập kết, bún phở, bơm nước, bốc vác, chất lượng, chứng từ, dung môi, dược liệu, hàng hóa, hóa đơn
2: hải quan, in bao bì, kho hàng, không giấy tờ, không xuất trình được, kiểm tra cơ sở, kiểm đếm, kiện hàng lạ, kẹo lạ
2: lén bán hàng, lò bánh, lò bún, lò giết mổ, lò mổ, lò mổ chui, lợn bệnh, mùi thịt, mổ bò, mổ chó, mổ gà, mổ heo
2: mổ lợn, nguồn hàng, niêm phong, niêm yết giá, nước mắm, shisha, sản xuất, tem nhãn, thuốc an thần, thuốc lá điện tử
2: thùng hàng, thịt bò, thịt gà, thịt heo, thịt lợn, trà trộn, tuồn, tăng giá, tập kết, vàng giả
2: xe tải nhỏ chở hàng đêm, xuất xứ, đoàn liên ngành, đóng chai, đóng gói, đóng gói lại
1: =cõng, =lợn, =tấn, =tẩu, bán ra thị trường, bốc xếp, chip, heo, hiệu thuốc, hết hạn, kho, kho lạnh, lít, lậu
1: nguyên liệu, nguồn gốc, nhà thuốc, nhập, pha, thuốc lá, thùng carton, thùng xốp, thú y, thực phẩm, tiêu thụ
1: trạm thu phí, vận chuyển, xe tải lạ, xưởng sản xuất, đại lý
"""
"""Phrases for `smuggling` after their weight."""

VICE = """
6: cá độ bóng đá, mua dâm, môi giới mại dâm, mại dâm, đá gà ăn tiền
5: =số đề, bán dâm, chứa mại dâm, ăn tiền, đánh bạc trực tuyến
4: =sát phạt, =sòng, bầu cua, chiếu bạc, chủ sới, con bạc, cá độ, cờ bạc, ghi số, ghi đề, gái đứng đường
4: hớt tóc thanh nữ, lô đề, lắc tài xỉu, massage trá hình, mua bán dâm, nhà cái, poker, sới bạc, sới xóc, tiền cược
4: trường gà, tổ chức đánh bạc, tứ sắc, xóc đĩa, đá gà cựa sắt, đánh bạc, đánh phỏm, đèn mờ, đổi thưởng
3: =bao lô, =bán hoa, =bán thân, =bán đề, =bắn cá, =chơi đề, =con lô, =con đề, =cược, =cất sòng, =dắt mối, =lên đồng
3: =máy chủ, =mê đề, =nhà chứa, =nhà thổ, =sới, =tú bà, =tú ông, =xâu, =xóc dĩa, =đặt tiền, =đỏ đen, =đồi trụy
3: =đứng mời, =đứng vẫy, app bài, app tài xỉu, app đánh bài, ba lá, bet, bia ôm, binh xập xám, binh ăn tiền, bài bạc
3: bài bịp, bài cào, bài tứ sắc, bài ăn tiền, bán clip sex, bán số, bán số đề, bát quân bài, bãi đá gà, bói bài
3: bói toán, bói toán mê tín, bông vụ, bướm đêm, bảo kê gái, bầu cua cá cọp, bắn cá ăn tiền, bắt kèo, bắt độ, bồ gà
3: ca ve, cafe ôm, cai đề, canh bạc, canh đường cho sòng, casino trực tuyến, cave, cave đứng đường, chat sex, check hàng
3: chân gỗ, chèo kéo khách vào, chăn gái, chơi bạc, chơi con đề, chơi gái, chơi hụi số, chơi lô đề, chọi gà
3: chọi gà ăn tiền, chủ sòng, chủ đề lô, clip sex, cà phê chòi, cà phê võng trá hình, cà phê ôm, cà phê đèn mờ
3: cào ba lá, cào tố, cá cược, cá cược bóng đá, cá độ bóng, cá độ đá bóng, cát tê, cược bóng, cược online
3: cắm cúi bấm máy, cắt tóc trá hình, cờ bạc bịp, cờ bạc trực tuyến, cờ gian bạc lận, cửa kính đen, cửa đen kịt, cựa dao
3: diễn đàn gái gọi, dân cờ bạc, dẫn gái, dắt gái, dời sòng, game bài, game bài đổi thưởng, game bắn cá
3: game thủ ăn tiền, ghi bảng, ghi lô, ghi lô đề, ghi độ, gà chọi ăn tiền, gà cựa, gà đá, gà đòn, gá bạc, gái bán dâm
3: gái bán hoa, gái gọi, gái gọi cao cấp, gái làng chơi, gái mại dâm, gái ngành, gái thuê theo giờ, gái tiếp khách
3: góp tiền đánh, gọi gái, gội đầu thư giãn, gội đầu trá hình, ham cờ bạc, hoạt động mại dâm, hốt me, hớt tóc máy lạnh
3: karaoke tay vịn, karaoke ôm, khiêu dâm, khách nam ra vào, khách ra vào, khách vào ra, khách đàn ông, khêu gợi
3: khỏa thân, kinh doanh dâm, kèo bóng, kèo độ, kéo người chơi app, kích dục, kính đen, kết quả xổ số ghi, link đánh bài
3: livestream khiêu dâm, livestream sex, livestream thoát y, lô tô, lô tô ăn tiền, lấy xâu, lắc bầu, lắc bầu cua
3: lắc xí ngầu, massage kích dục, massage yoni, massage đèn, má mì, mát xa, mát xa kích dục, mát xa trá hình, máu đỏ đen
3: máy bấm, máy bắn cá, máy nhảy, máy xèng, mê cờ bạc, mê tín dị đoan, môi giới bán dâm, múa thoát y, mấy cô mặc đồ
3: mấy em gái, mặc đồ hở hang, mặc đồ mỏng, mời chào khách, mời khách vào, nghiện cờ bạc, nghiện đề, ngồi cửa mời
3: nhà nghỉ chứa, nhà nghỉ đứng mời, nhóm kín sex, nướng tiền, nướng vào, phim sex, phim đồi trụy, phát tán phim
3: phơi lô, phơi đề, quay hũ, quán bia ôm, quán ôm, quân vị, sex tour, show hàng, slot, sugar baby, sugar daddy
3: sàn cược, sát phạt nhau, sòng bài, sòng bạc, sòng casino, sòng tài xỉu, sòng xóc đĩa, số nóng, số điện thoại gái gọi
3: số đuôi, sới gà, tay vịn, theo kèo, thoát y, thu tiền hồ, thu xâu, thua, thua bài, thua bạc, thua cá độ, thua game
3: thư ký đề, thầu đề, tiến lên ăn tiền, tiếp khách, tiếp viên hở hang, tiếp viên karaoke, tiếp viên nữ
3: tiếp viên thoát y, tiền hồ, tiền xâu, tiệm cắt tóc đèn, toàn khách nam, trang bóng, trang cá độ, trang web sex
3: trang web đánh bạc, trá hình, trò chơi ăn tiền, trường đá gà, tài xỉu, tài xỉu online, tàu nhanh, tá lả
3: tán gia bại sản, tẩm quất thư giãn, tệ nạn, tệ nạn xã hội, tịch đề, tổ tôm, tổng đề, tụ điểm cờ bạc, tụ điểm tệ nạn
3: tụ điểm ăn chơi, tỷ lệ cược, vé số trái phép, văn hóa phẩm đồi trụy, vẫy khách, web cá độ, web đánh bạc
3: xe ôm dẫn gái, xem bói, xem đá gà, xuống tiền, xì dách, xì lác, xì tố, xí ngầu, xóc, xóc bát, xóc dĩa ăn tiền
3: xập xám, áo ngắn cũn, ôm đề, ăn mặc hở hang, ăn mặc thiếu vải, ăn thua bằng tiền, ăn xâu, đi gái, đi khách
3: đi tàu nhanh, đua chó ăn tiền, đá gà, đánh bi da ăn tiền, đánh bài, đánh bài ăn tiền, đánh chắn, đánh liêng, đánh lô
3: đánh lô tô, đánh lắc, đánh tiến lên, đánh xèng, đánh đề, đèn hồng, đèn đỏ mờ, đèn đỏ trước quán, đòn gà, đại lý cá độ
3: đại lý game, đề về, đề đóm, đồ mỏng, độ bi da, độ bóng, độ gà, độ đá gà, động mại dâm, đứng đường
3: đứng đường bắt khách, ổ bạc, ổ chứa, ổ cờ bạc, ổ mại dâm
2: =cắm xe, =kèo, =liêng, =xổ, =xới, =đĩa, ba cây, bán mình, bát đĩa, bốc bài, canh cho sòng, casino, chim lợn cảnh giới
2: cháy túi, chơi bài, cắm sổ đỏ vì, cởi đồ, gội đầu, huyện đề, lật bài, lều bạt đánh, massage, mua vui, máy đánh bạc
2: nổ hũ, nợ cờ bạc, nữ tiếp viên, phòng trọ cho thuê theo giờ, spa, số lô, thua lô, thua sạch, thua độ, tiếp viên
2: tổ chức đánh, tụ tập chơi, xổ số, xới bạc, ăn thua, ăn thua đủ, đánh bạc qua mạng, đánh ăn tiền, độ đá banh
1: =bộ bài, =lắc, bài lá, bóng đá, cảnh giới, gà chọi, me, nhà nghỉ, nhạy cảm, quán cà phê trá hình, trận bóng
1: tụ tập đánh, tụ điểm, vòng bạc, ăn chơi
"""
"""Phrases for `vice` after their weight."""

DRUGS = """
5: bay lắc, ma túy tổng hợp, ma túy đá, sử dụng ma túy, tàng trữ trái phép chất ma túy
5: tổ chức sử dụng trái phép chất ma túy
4: bán hàng trắng, bán lẻ ma túy, bán ma túy, bánh heroin, bóng cười, chất cấm, có ma túy, cần sa, cỏ mỹ, giấu ma túy
4: giấy bạc, gói bột trắng, gói nhỏ, heroin, hít bóng, hút chích, hồng phiến, ketamine, không với ma túy, kim tiêm vứt
4: ma túy, methadone, mua bán trái phép chất ma túy, ngáo đá, người nghiện có hồ sơ, nước vui, phê thuốc, tem giấy
4: thuốc lắc, thuốc phiện, trại cai, tái nghiện, tép heroin, viên hồng phiến, viên nén, vận chuyển ma túy
3: =bán hàng đá, =bẻ ke, =bồ đà, =chơi cỏ, =cắn đá, =cữ, =dương tính, =hàng đá, =khói cỏ, =nước dâu, =trồng cần
3: =đói hàng, =động lắc, anh túc, bar dương tính, buôn bán ma túy, buôn ma túy, bán bóng, bán thuốc lắc, bán đồ chơi ke
3: bánh có cần, bánh cần sa, bánh ma túy, bánh trắng, bình khí n2o, bình kim loại nhỏ, bóng bay hít, bùa lưỡi, bơm bóng
3: bơm kim tiêm, bơm tiêm, bạch phiến, bịch hột, bịch nhỏ trắng, bịch trắng, bọn nghiện, bỏ trại cai, bột trắng
3: cai thuốc, chia lẻ, chuyên án ma túy, chích choác, chích hút, chích ma túy, chích thuốc, chích vào tay, chích vô tay
3: chích xì ke, chơi bay, chơi ke, chơi kẹo, chơi ma túy, chơi đá, chất gây nghiện, chất hướng thần, chất kích thích
3: chất lượng hàng đá, chất ma túy, chống ma túy, co giật do, cocaine, con nghiện, coong đá, cân tiểu ly, cây anh túc
3: cây cần sa, cây lạ răng cưa, cây thuốc phiện, cóong, cô ca in, cơ sở cai nghiện, cất giấu ma túy, cắn kẹo
3: cởi đồ chạy do ngáo, cữ thuốc, dân chơi, dân nghiện, dùng ma túy, dương tính ma túy, dương tính với ma túy
3: dụng cụ sử dụng, giao dịch ma túy, giao hàng trong hẻm, giấu trong bụng, giấu trong hộp sữa, gói trắng, gói trắng to
3: gùi hàng lạ, gục với kim, gục với ống tiêm, hàng cấm ma túy, hàng trắng, hàng trắng sau, hê rô in, hít ke, hút cần
3: hút cỏ, hút ma túy, hút đá, hút đồ, hồ sơ quản lý, karaoke dương tính, ke ống, ketamin, kg heroin, kg ma túy, kg đá
3: khay ke, khí cười, kim chích, kim tiêm, kiện hàng chứa, ký ma túy, kẹo hình gấu, kẹo lạ, kẹo lắc, kẹo ma túy
3: leo mái nhà ngáo, leo nóc nhà la hét, loạn thần, loạn thần do, lá hình răng cưa, lá khát, lên cơn nghiện, ma túy dạng
3: ma túy học đường, ma túy núp bóng, ma túy nước, ma túy trong, meth, methamphetamine, mua bán chất cấm, mua bán ma túy
3: mua thuốc chơi, mở nhạc bay, mở tiệc ma túy, n2o, nghiện hút, nghiện ma túy, nghiện ngập, ngáo cỏ, người nghiện
3: người sau cai, người đi cai, ngồi tiêm, nhóm bay, nhạc bay, nhựa thuốc phiện, nuốt ma túy, nàng tiên nâu
3: năm mười phút rồi đi, nước biển, nước trái cây ma túy, nấm thức thần, nấm ảo giác, nấu đồ, nằm vùng bán, nỏ thủy tinh
3: phân lẻ, phê ma túy, phê pha, phê đá, phòng bay, phòng chống ma túy, quay cuồng, quán bay, quẩy ma túy
3: ra vào liên tục, ra vào suốt đêm, sau cai nghiện, ship hàng đá, sùi bọt mép ống tiêm, sốc ma túy, sốc thuốc
3: sử dụng chất, sử dụng chất cấm, test ma túy, test nhanh dương tính, thanh niên lạ ra vào, thuê biệt thự bay
3: thuê khách sạn chơi, thuê phòng hút, thuê villa, thuốc kích thích, thuốc lá điện tử chứa, thả hàng, thằng nghiện
3: thổi bóng cười, tinh dầu ma túy, tinh thể, tinh thể màu trắng, tiêm chích, tiêm xong, tiền chất, tiền mua ma túy
3: tiệc ma túy, trà sữa ma túy, trái phép chất ma túy, trùm ma túy, trại cai nghiện, trốn trại cai nghiện, trồng cần sa
3: tài mà, tài xế dương tính, tàng trữ ma túy, tác hại ma túy, tép ma túy, tổng hợp đá, tội phạm ma túy, tới cữ
3: tụ điểm ma túy, tụi nghiện, viên ma túy, viên thuốc lạ, viên tổng hợp, vào mua vài phút, vào vài phút rồi đi
3: vật thuốc, vỏ bình n2o, vỏ bóng bay, vứt kim, xào ke, xét nghiệm ma túy, xì ke, xì ke ma túy, á phiện
3: ông trùm ma túy, đang tiêm, đi bay, đi cai, điểm bán, điểm bán lẻ, điểm nóng ma túy, đám nghiện, đói thuốc
3: đường dây ma túy, đập đá, đệ tử nàng tiên nâu, đốt đồ, động hút, ảo giác, ống chích, ống kim, ống tiêm
2: =kẹo, =lờ đờ, =thuốc lạ, =đồ đá, bán lẻ, bịch, cai, cai nghiện, chơi hàng, chơi đồ, con nghiện tụ tập, có đồ không
2: giao hàng bí mật, giao trong bao thuốc, hoang tưởng, hít, hít keo, hút hít, ke, khu nghĩa địa chích, lên cơn
2: mùi khét lạ, mắt lờ đờ, ngáo, nhà hoang tụ tập, phê, pod, pub, quán bar dương tính, sử dụng trái phép chất
2: thuốc lá điện tử, thác loạn, thần kinh hoang tưởng, trái phép chất, túy, tụ điểm, vape, đi lấy đồ, ống hút
1: =gói, =lắc, =tẩu, bỏ lại kim, bộ đội biên phòng, chích, cảnh giới, cắn thuốc, gầy gò, hoang tàn, khói lạ, mua đồ
1: nghiện, người gầy gò, nhà hoang, nữ tiếp viên, quán bar, tàng trữ, vũ trường, vận chuyển, đối tượng nghiện
"""
"""Phrases for `drugs` after their weight."""
