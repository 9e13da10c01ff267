"""What can happen and what it happens to, each with the many ways people say it: tables of phrases, without rules.

Two reports of one fire share few words ("khói đen mù mịt", "xưởng đang bốc cháy"); they share what happened.
Written with all marks, folded, the words of the North, the Centre and the South side by side. A phrase may stand
under several names; the longest that fits is taken. "=" before a phrase: where its marks are missing, it is most often
another one.
"""

from collections.abc import Mapping, Sequence

EVENTS = """
fire: cháy, bốc cháy, đám cháy, vụ cháy, cháy nhà, cháy rừng, cháy lớn, cháy lan, đang cháy, hỏa hoạn, phát hỏa,
    bốc khói, khói, khói đen, lửa, ngọn lửa, =bắt lửa, bén lửa, bà hỏa, cứu hỏa, chữa cháy, dập lửa, thiêu rụi,
    =thiêu, phựt lửa, bắt cháy, xe chữa cháy, =cháy xe, báo cháy, ngùn ngụt, dập tắt, cháy kho, =cháy xưởng, bị cháy,
    cháy rụi, =hỏa, tro tàn, đỏ rực, khói mù mịt, khói um, nghi ngút, xe thang, phun nước, tạt nước, bình chữa cháy,
    thành tro, cháy đen, lính cứu hỏa, cháy khét, khét lẹt, khói cuồn cuộn, lửa cao, lửa lớn, lửa to, cột khói,
    dập không nổi, lửa lan
explosion: =nổ, tiếng nổ, phát nổ, vụ nổ, nổ bình gas, nổ lò hơi, nổ nồi hơi, nổ tung, nổ lớn, nổ lốp, tiếng nổ lớn,
    đì đùng, nổ đùng, nổ cái đùng, sức ép, nghe đùng, đùng một cái
gas leak: mùi gas, rò rỉ gas, xì gas, rò gas, mùi ga, xì ga
burning waste: đốt rác, đốt phế liệu, đốt rơm, đốt rơm rạ, đốt nhựa, mùi khét, khói bụi, đốt đồng, khét, đốt vàng mã,
    xả khói, đốt lốp
crash: tai nạn, tai nạn giao thông, va chạm, va chạm giao thông, tông, tông xe, xe tông, đâm xe, tông vào, đâm vào,
    va quẹt, quẹt, quẹt xe, húc, ủi, đụng xe, =đụng, đụng nhau, tông nhau, tông liên tiếp, tai nạn liên hoàn,
    đâm liên hoàn, đâm đuôi, tông đuôi, =cán, cán chết, xe cán, cuốn vào gầm, đâm trực diện, mất lái, mất phanh,
    mất thắng, hất văng, té xe, tông trúng, đâm trúng, đâm sầm, lao vào, cán qua, gây tai nạn, lao lên vỉa hè,
    đâm đầu, húc nhau, nát đầu, nát bét, bẹp dúm, đâm ngang, tông ngang, đụng trúng, tông phải, va phải, tông bay,
    văng xa, nằm sõng soài, chân ga, tông hàng loạt, đâm hàng loạt, vụ đối đầu, đối đầu, tuột thắng, đứt thắng,
    lao vô, lao vào lề, =xe điên, đụng người, tông người, đâm người, bẹp đầu, ngã văng, văng xuống, cán qua người,
    bị đụng, bị tông, bị đâm xe, tông cột, đâm cột, đâm gốc cây, tông gốc cây, tông sập, tông đổ
hit and run: rồi bỏ chạy, bỏ chạy, chạy luôn, gây tai nạn rồi bỏ chạy, rời khỏi hiện trường, rồi chạy mất, bỏ trốn,
    bỏ mặc nạn nhân, chạy mất, chạy thẳng, phóng mất, lái xe bỏ trốn, không dừng lại, bỏ đi luôn, rồi rời đi
overturned: lật xe, xe lật, bị lật, lật nghiêng, lật ngửa, lật nhào, lao xuống vực, lao xuống ruộng, lật,
    lao xuống mương, lao xuống kênh, rơi xuống vực, lọt ruộng, lao xuống sông, đổ đèo
slippery: rơi vãi, đổ dầu, dầu tràn, trơn trượt, trượt ngã, ngã xe, đổ ra đường, cát đổ, tràn ra đường, rải đinh,
    trượt, dầu nhớt, vật liệu rơi, té liên tục, trơn té, xe té, bị té
racing: đua xe, nẹt pô, rú ga, lạng lách, bốc đầu, đánh võng, quái xế, =đua, bão đêm, tổ lái, phóng nhanh,
    lạng lách đánh võng, chạy như bay, đua xe trái phép, chạy như điên, độ pô, nẹt bô, phóng bạt mạng, nẹt ga, rồ ga,
    xé gió, =xe độ, hú còi
reckless driving: ngược chiều, đi ngược chiều, chạy ngược chiều, vượt đèn đỏ, vượt ẩu, phóng nhanh vượt ẩu, chạy ẩu,
    quá tốc độ, lấn làn, sai làn, không đội mũ, không đội mũ bảo hiểm, =chở ba, kẹp ba, kẹp bốn, nhồi nhét,
    nhồi nhét khách, ép xe
overloaded: quá tải, chở quá tải, quá khổ, cơi thùng, cày nát, nát đường, hỏng đường, xe ben chở đất, cồng kềnh,
    chở cồng kềnh, hư đường
parking: =đậu xe, đỗ xe, đậu kín, đỗ kín, đậu tràn lan, đỗ tràn lan, dừng đỗ, =đậu đỗ, đậu chắn, chắn lối, =chặn lối,
    chặn đường, đậu giữa đường, đỗ sai, đậu sai, chiếm lòng đường, bít lối, bến cóc, đón trả khách, dừng đón khách,
    đậu hai bên, chắn cổng, =đỗ, =đậu, =chắn xe, chặn cổng, đậu chật, đậu bít, để xe chắn, đỗ chắn, đỗ chiếm,
    đậu chiếm, xe đậu kín
jam: kẹt xe, tắc đường, ùn tắc, kẹt cứng, tắc nghẽn, ùn ứ, tê liệt, không nhúc nhích, tắc cứng, ách tắc, kẹt dài,
    xếp hàng dài, không nhúc nhích nổi, kẹt không lối thoát, kẹt luôn
traffic light: đèn tín hiệu, đèn giao thông, đèn xanh đèn đỏ, đèn đỏ hư, đèn đỏ hỏng, đèn đỏ, tín hiệu giao thông,
    đèn nhấp nháy, đèn không sáng, đèn tín hiệu hỏng
bad road: ổ gà, ổ voi, hố sâu, sụt hố, hố tử thần, sụt lún, mặt đường, đường hư, đường hỏng, sụt lở đường, lún đường,
    sụp đường, hố ga sụp, lởm chởm, đường nát, =lầy lội, hố to, sụp hố, ổ gà to
manhole: nắp cống, miệng cống, mất nắp, nắp hố ga, cống hở, không có nắp
street light: đèn đường, đèn chiếu sáng, điện chiếu sáng, đèn đường tắt, tối om
train: tàu hỏa, đường sắt, đường ngang, đoàn tàu, xe lửa, tàu hàng, gác chắn, tàu đâm
vehicle theft: mất xe, trộm xe, lấy trộm xe, bẻ khóa, mất xe máy, mất chiếc xe, trộm xe máy, dắt xe, bị trộm xe,
    bẻ khóa xe, mất chiếc, lấy mất chiếc, bị lấy mất xe, lấy xe, mất con xe, trộm ô tô, bẻ cổ xe
burglary: đột nhập, cạy cửa, =cạy, phá khóa, trộm vào nhà, két sắt, cái két, lục tủ, lục lọi, trèo tường, leo tường,
    cạy cửa sổ, cắt mái tôn, phá két, leo rào, khoét tường, =lẻn vào, cạy phá, trộm đột nhập, bị cạy, trộm vô,
    lẻn vô nhà, vô lục, vô khiêng, vô lấy
stealing: trộm, ăn trộm, lấy trộm, trộm cắp, ăn cắp, mất trộm, bị trộm, mất cắp, kẻ trộm, kẻ gian, cắt trộm, hái trộm,
    =lấy mất, bị mất, mất đồ, hôi của, tháo trộm, =cắp, lấy cắp, chôm, =thó, khiêng mất, trộm đồ, cuỗm, đạo chích,
    mất cái, mất con, =mất máy, mất bình, mất mấy, lấy mất cái, mất luôn, nhét vô túi, nhét vào túi, nhét vào người,
    mất hai, mất ba, mất bộ, mất chậu, lục cốp, mất gà, mất vịt, =mất bò, mất chó, =nẫng, nẫng mất, không cánh mà bay,
    =khoắng, khoắng sạch, tháo sạch, mất sạch, lấy sạch, bẻ trộm, vặt gương, lấy luôn, ôm luôn, lấy cắp mất, bị tháo,
    mất đồ đạc, mất tài sản, trình báo mất, giấu vào người, ăn cắp vặt, móc mất
pickpocket: móc túi, rạch túi, rạch balo, lấy ví, lấy bóp, mất ví, mất bóp, chen lấn, dàn cảnh, móc ví
snatching: giật, cướp giật, giật điện thoại, giật túi, giật dây chuyền, giật đồ, bị giật, giật giỏ, giựt,
    giật túi xách, giật phăng, giật iphone, bị giựt, giật giỏ xách, cướp điện thoại, áp sát, giật mất, giật lấy,
    chộp lấy, giật túi rồi, giằng túi
robbery: cướp, cướp tiệm vàng, cướp ngân hàng, vụ cướp, bị cướp, tên cướp, cướp tài sản, cướp xe, đập tủ kính,
    hốt vàng, trấn lột, cướp của, chặn đường cướp, cướp tiền, cướp taxi, xin đểu, la cướp, bịt mặt, dí dao,
    cầm súng cướp, cướp tiệm
dog theft: trộm chó, bắt chó, câu trộm, mất chó, =đánh bả, cẩu tặc, câu chó, bắt trộm chó, chích điện
prowling: rình, rình rập, rình mò, lảng vảng, người lạ, khả nghi, dòm ngó, lạ mặt, đi dò, nghi vấn, dòm nhà, nhìn ngó,
    dáo dác, đội mũ kín, mang theo kìm, theo dõi nhà
fight: đánh nhau, đập nhau, ẩu đả, xô xát, hỗn chiến, phang nhau, chém nhau, đánh lộn, oánh nhau, uýnh nhau,
    choảng nhau, hai nhóm, đâm chém, đập lộn, quánh lộn, uýnh lộn, oánh lộn, đụng độ, rượt nhau, truy sát, rượt đuổi,
    đuổi chém, quánh nhau, đánh lẫn nhau, giải quyết mâu thuẫn, truy đuổi nhau, thanh toán nhau, đánh đấm, rượt chém,
    phang, choảng, quýnh nhau, oánh, lao vào nhau, loạn đả, hẹn đánh, kéo đến đánh, đám giang hồ, đập phá quán,
    giằng co, đánh qua đánh lại, đuổi đánh nhau, vác hung khí, ném chai, ném đá nhau
beating: hành hung, bị đánh, đánh người, đánh hội đồng, đánh đập, đánh tới tấp, đánh túi bụi, =tát, =đấm, =đạp,
    đánh dã man, =dằn mặt, đánh ghen, chặn đánh, đánh bầm dập, đánh gãy, đòi đánh, =bị tát, côn đồ, đánh ngất,
    đánh bất tỉnh, đánh trọng thương, đánh gục, hội đồng, đánh cô giáo, đánh học sinh, đánh bạn, đánh thầy,
    đánh nhân viên, đánh bảo vệ, đánh bác sĩ, đánh tài xế, xông vào đánh, xông vô đánh, =đánh bà, đánh ông, đánh anh,
    đánh chị, đánh em, ra tay đánh, =quất, gục, đạp vô mặt, nắm tóc, lột đồ, đánh chảy máu, bị đập, đánh sưng,
    đánh dằn mặt, phang vô đầu, bị hành hung, vây đánh, xúm vào đánh
blade: dao, cầm dao, mã tấu, =rựa, =kiếm, hung khí, tuýp sắt, dao phóng lợn, chém, đâm chết, vung dao, vác dao,
    dao kiếm, cầm rựa, phóng lợn, bị đâm, nhát dao, dao phay, bị chém, đâm tử vong, gậy sắt, đâm trọng thương, =đâm,
    mang dao, dao bầu, dao rựa, vác rựa, lưỡi lê, đâm nhau, đâm đối thủ, đâm bạn, đâm hàng xóm
hostage: khống chế, con tin, kề dao, bắt giữ con tin, khống chế con tin, =kề cổ, =cố thủ, bắt cóc, kéo lên xe,
    bắt cóc trẻ em
killing: giết, giết người, sát hại, án mạng, chém chết, hạ sát, nghi can giết, hung thủ, thảm án, giết hại, đâm chết,
    đâm tử vong, ra tay sát hại, phi tang
threat: đe dọa, dọa giết, dọa đốt, hăm dọa, dọa đánh, dọa chém, uy hiếp, đòi chém, dọa tự thiêu, dọa, đòi giết,
    đổ xăng, tẩm xăng, can xăng
gun: súng, nổ súng, =bắn, tiếng súng, khẩu súng, =bắn nhau, =bị bắn, súng tự chế, =đạn, viên đạn, súng hoa cải,
    súng săn, bắn chỉ thiên, vũ khí quân dụng, lựu đạn, súng quân dụng, bắn súng, vũ khí nóng, săn bắn, săn thú,
    súng cồn, súng hơi, nổ súng bắn, phát súng
old bomb: bom, quả bom, trái bom, mìn, vật liệu nổ, đầu đạn, bom chưa nổ, đạn pháo, quả đạn, thuốc nổ, bom mìn,
    công binh, quả mìn, lựu đạn, trái mìn, quả lựu đạn, trái lựu đạn
fireworks: pháo, pháo nổ, đốt pháo, pháo tự chế, pháo lậu, chế pháo, pháo hoa, pháo sáng, nổ pháo, =bắn pháo
domestic: đánh vợ, chồng đánh, bạo lực gia đình, chồng đánh vợ, đánh vợ con, bạo hành, ngược đãi, đánh mẹ, đánh cha,
    chồng đuổi, đánh đập vợ, đuổi đánh vợ, hành hạ vợ, hai vợ chồng đánh, đánh đập con, chồng say, con trai đánh mẹ,
    đánh mẹ già, đánh bà xã, bố đánh, cha đánh, chồng nó đánh, vợ kêu cứu
child abuse: đánh con, đánh trẻ, đánh bé, bạo hành trẻ, mẹ kế, cha dượng, bảo mẫu, hành hạ, bầm tím, tát trẻ, =bỏ đói,
    đánh cháu, nhốt, nhốt con, dì ghẻ, vết bầm, đánh thằng bé, đánh bé gái, đánh bé trai, dây nịt, quất con,
    bé khóc thét, bố cầm roi, đánh bằng roi, khóc ré
sexual: dâm ô, hiếp dâm, xâm hại, sàm sỡ, quấy rối, cưỡng hiếp, sờ mó, biến thái, khoe của quý, lộ hàng,
    quấy rối tình dục, giao cấu, yêu râu xanh, quay lén, hiếp, thủ dâm, xâm hại tình dục, chụp lén
drug use: ma túy, hút chích, chích hút, tiêm chích, kim tiêm, con nghiện, nghiện, bay lắc, bóng cười, chích choác,
    chơi đồ, phê thuốc, thuốc lắc, đập đá, ngáo đá, chích, phê ma túy, ống chích, xì ke, hút cỏ, cần sa, chơi ke,
    ngáo, phê pha, đang phê, bị phê, phê đồ, vật vờ, ống tiêm, bơm kim tiêm, người nghiện, giấy bạc, nghiện ngập,
    lảm nhảm, hít keo, dùng ma túy, sử dụng ma túy
drug trade: bán ma túy, hàng trắng, heroin, ma túy đá, buôn ma túy, vận chuyển ma túy, cần sa, ma túy tổng hợp,
    điểm bán ma túy, bán hàng trắng, mua bán ma túy, bánh heroin, =bán đồ, bán thuốc lắc, ketamine, tàng trữ ma túy,
    tép
gambling: đánh bạc, cờ bạc, sòng bạc, sòng bài, đánh bài, ăn tiền, xóc đĩa, con bạc, =sát phạt, chơi bài, tài xỉu,
    bầu cua, sới bạc, cá cược, chơi bạc, cá độ, sóc đĩa, binh xập xám, ổ bạc, bài ăn tiền, ăn thua, đánh liêng,
    chia bài, chơi bài bạc, tiến lên, đánh chắn, đánh phỏm, sát phạt nhau
cock fight: đá gà, chọi gà, trường gà, sòng gà, gà chọi, gà đá, sới gà, gà kêu, đá độ, trường đá gà
lottery: số đề, ghi đề, lô đề, bán đề, chơi đề, ghi lô, nộp phơi, bán số đề, phơi đề, thầu đề
prostitution: mại dâm, bán dâm, mua dâm, kích dục, trá hình, gái gọi, chứa mại dâm, nhà chứa, môi giới mại dâm,
    gái mại dâm, chèo kéo, gái bán dâm, tiếp viên, đi khách, massage trá hình, tàu nhanh
debt collectors: đòi nợ, tạt sơn, ném sơn, chất bẩn, mắm tôm, siết nợ, đòi nợ thuê, ném chất bẩn, tạt chất bẩn,
    khủng bố, tạt mắm tôm, đổ sơn, sơn đỏ, chủ nợ, xịt sơn, ép trả nợ, đỏ lòm, đòi mạng, bom sơn, sơn lên cửa,
    ném mắm tôm, tạt nước bẩn
loans: cho vay, tín dụng đen, lãi nặng, vay tiền, nặng lãi, vay app, app vay, bốc bát họ, lãi suất, cho vay lãi,
    vay tiền nhanh, vay nóng, cho vay nặng lãi, cho vay lãi nặng, trả góp, tờ rơi cho vay, quảng cáo vay,
    dán quảng cáo vay, vay góp
impostor: giả danh, tự xưng, mạo danh, giả công an, giả làm, giả mạo, mạo nhận, xưng là, đóng giả, giả nhân viên,
    giả danh công an
fraud: lừa đảo, =lừa, bị lừa, chiếm đoạt, lừa tiền, chuyển khoản, chuyển tiền, dự án ma, đa cấp, vỡ hụi, chủ hụi,
    trúng thưởng, tiền ảo, lừa gạt, mất trắng, giật hụi, ôm tiền, sàn ảo, =gạt, mã otp, đường link, bán hàng giả,
    thuốc giả, việc nhẹ lương cao, làm nhiệm vụ, đặt cọc, tiền cọc
dumping: rác, bãi rác, đổ rác, vứt rác, xả rác, đổ trộm, xà bần, rác thải, bãi rác tự phát, đổ xà bần, phế thải,
    chôn lấp, rác sinh hoạt, bốc mùi, chất thải, đổ chất thải, ruồi, đổ phế thải, vứt, bọc rác, túi rác, chôn trộm,
    đống rác, gạch vụn, đổ đất, đổ đống, vứt bừa, chất đống, phế thải xây dựng, rác ngập, xả bừa, rác bốc mùi, gom rác
sewage: nước thải, xả thải, xả thẳng, nước đen, hôi thối, ô nhiễm, nghẹt cống, mùi hôi, =hôi, bể phốt, hầm cầu, thúi,
    cá chết, xả trộm, đen ngòm, xả ra, hôi rình, =thối, mùi hóa chất, dầu thải, xả nước thải, chết trắng,
    cá chết hàng loạt, cống nghẹt, thải ra, thải xuống, =sủi bọt, nổi váng, cá nổi, mùi thối, bọt trắng, thải bẩn,
    =nước bẩn, đổi màu, chảy lênh láng, nồng nặc
sand mining: hút cát, sa tặc, cát tặc, bơm hút cát, khai thác cát, ghe hút cát, cát lậu, hút cát trộm, khai thác đất,
    múc đất, khai thác trái phép, đào vàng, khai thác đá
logging: phá rừng, chặt phá, lâm tặc, cưa máy, rừng phòng hộ, hạ cây, chặt cây, đốn hạ, ken cây, khai thác gỗ,
    chặt rừng, gỗ lậu, cưa gỗ, cưa trộm, xẻ gỗ
electric fishing: kích điện, chích cá, xung điện, chích điện, nổ mìn bắt cá, rà điện
animal carcass: heo chết, xác heo, xác động vật, gà chết, lợn chết, xác lợn, vịt chết, xác chết động vật
noise: =ồn, ồn ào, loa kéo, loa kẹo kéo, mở nhạc, nhạc lớn, hát, hát hò, =ầm ĩ, om sòm, um sùm, mở loa, nhạc sống,
    gây ồn, làm ồn, xập xình, hát karaoke, tiếng ồn, inh ỏi, công suất lớn, âm thanh, hát nhạc sống, loa thùng,
    chát chúa, nhạc xập xình, mất ngủ, không ngủ được, loa đài, đinh tai, nhức óc, karaoke tới, karaoke ồn,
    hát karaoke ầm ĩ, karaoke loa kéo, đánh trống, gõ trống, loa phường, nhạc sàn, nhạc bolero, nhạc vàng, nhạc trẻ,
    hát tới, bịt tai, tra tấn, hò hét, hú hét, điếc tai, tiếng bass, không ai ngủ, nhạc to, loa to, =mở to, nhạc ầm ầm,
    loa kẹo
construction: thi công, khoan, đóng cọc, nứt tường, nứt nhà, khoan cắt, đổ bê tông, nhà thầu, ép cọc, xây trái phép,
    đang xây, khoan đục, đục tường, khoan bê tông, xe cẩu, đào móng, xây không phép, xây lén
pavement: vỉa hè, lấn chiếm, lòng lề đường, chiếm vỉa hè, hàng rong, lấn chiếm vỉa hè, bán hàng rong, bày bán,
    tràn ra đường, lối đi bộ, =bày bàn, bán lấn, hết lối đi, kê bàn, bàn ghế ra, bàn ghế kín, ra hết vỉa hè,
    ra vỉa hè, xuống lòng đường, chiếm hết lối đi, chiếm hết vỉa hè, bày la liệt, chiếm lề, bày hàng ra, hết lối,
    lấn hết, lấn ra đường, bày hàng, để hàng hóa
drunk: say, say rượu, say xỉn, quậy phá, =quậy, chửi bới, gây rối, nhậu nhẹt, say sưa, đập phá, chửi, la hét,
    đập kính, xỉn, nát rượu, phá phách, chửi thề, bợm nhậu, nhậu xỉn, đang nhậu, tụ tập nhậu, ngồi nhậu, ăn nhậu,
    =đám nhậu, khách say, tiếng chửi, quắc cần câu, nằm chửi, la lối, xỉn quắc, say quắc
gathering: băng rôn, tụ tập đông người, kéo đến, biểu tình, phản đối, đình công, đòi lương, gây mất trật tự,
    căng băng rôn, tập trung đông, kéo lên, chủ đầu tư chậm, treo băng rôn, đòi sổ hồng, đòi quyền lợi, kéo nhau ra,
    dựng lều, chặn xe, bao vây, kéo ra chặn, đòi quyền
mentally ill: tâm thần, người điên, ông điên, bà điên, bệnh nhân tâm thần, không bình thường, thần kinh
dogs: chó thả rông, chó cắn, chó dữ, thả chó, thả rông, rọ mõm, chó dại, =bầy chó, chó thả, chó sủa
kite: thả diều, =diều, đèn trời, flycam, laser, chiếu laser, thả đèn trời
dispute: tranh chấp, lối đi chung, ranh đất, ranh giới, lấn đất, xây lấn, chặn lối đi, bít lối đi, cự cãi, tranh cãi,
    cãi nhau, cãi vã, cãi lộn, giành đất, hàng xóm mâu thuẫn, chia tài sản, tường rào, phá hàng rào, kiện nhau,
    giành nhau, khóa cổng, giữ đồ, giữ tài sản, giành lối, giành chỗ, chặn lối đi chung, tranh giành, giành khách,
    cự nhau, cãi vã lớn
wanted: truy nã, bị truy nã, lệnh truy nã, đầu thú, trốn trại, lẩn trốn, phạm nhân, vượt ngục, tù trốn, trốn truy nã,
    tự thú
border: vượt biên, nhập cảnh trái phép, xuất cảnh trái phép, người nước ngoài, người trung quốc, qua biên giới,
    nhập cảnh, vượt biên trái phép, đưa người, trốn qua biên giới, nói tiếng lạ, trốn trong rẫy, vượt suối,
    lội qua biên giới
smuggling: buôn lậu, hàng lậu, thuốc lá lậu, nhập lậu, hàng giả, không chứng từ, không rõ nguồn gốc, lậu, mỹ phẩm giả,
    hàng cấm, đường lậu, xăng lậu, dầu lậu, rượu giả, vận chuyển lậu, hàng nhái, buôn bán hàng giả, thịt bẩn,
    gian lận thương mại, chở thuốc lá, thùng thuốc lá, bốc hàng, nội tạng động vật, mỹ phẩm nhập lậu, thực phẩm bẩn,
    thịt thối
lost person: đi lạc, bị lạc, mất tích, thất lạc, mất liên lạc, tìm người thân, không nhớ nhà, tìm kiếm, chưa về,
    chưa tìm thấy, bỏ nhà đi, không liên lạc được, đi đâu mất, không thấy về, tìm bé, tìm cháu, không nhớ đường,
    quên đường về, lạc mất, mất dấu, lú lẫn, chưa thấy về, lang thang, tìm con, khóc một mình, không nhớ gì,
    đứng khóc, tìm người nhà, bị bỏ quên, tìm mẹ
bribe: đòi tiền, vòi tiền, vòi vĩnh, nhận hối lộ, không lập biên bản, gợi ý đưa tiền, biên lai, =phong bì, hối lộ,
    mãi lộ, không ghi biên lai, =vòi, xin đểu, bôi trơn, thu tiền trái phép, thu tiền bảo kê, đòi tiền bảo kê,
    đòi tiền bến bãi
drowning: đuối nước, chết đuối, rơi xuống sông, chìm, chìm ghe, rớt xuống sông, nước cuốn, nhảy sông, lặn tìm,
    tắm sông, lật ghe, lật thuyền, rớt xuống kênh, cuốn trôi, rơi xuống nước, lũ cuốn, nhảy cầu, hụt chân,
    rơi xuống suối, bị nước cuốn, chìm thuyền, chìm tàu, chìm xuồng, ngạt nước, tắm biển, rớt xuống ao, rơi xuống ao,
    rơi xuống hồ, tắm hồ, tắm suối, chìm rồi, chìm nghỉm, không thấy nổi, trượt chân xuống, chới với, té xuống sông,
    té xuống kênh, ngã xuống sông, ngã xuống hồ, chưa thấy lên, bị sóng cuốn, =dưới nước, mất hút dưới nước,
    tắm rồi chìm
suicide: tự tử, nhảy lầu, nhảy cầu, định nhảy, tự vẫn, muốn chết, tự thiêu, leo lan can, muốn nhảy, treo cổ,
    uống thuốc sâu, uống thuốc trừ sâu, đòi nhảy, sắp nhảy, quyên sinh, ngoài lan can, đứng trên lan can,
    ngồi trên lan can, đòi tự tử, nghĩ quẩn, dại dột, nhảy từ tầng, leo ra ngoài lan can, ngồi vắt vẻo, thành cầu
body: thi thể, xác chết, xác người, tử thi, phát hiện thi thể, xác đàn ông, xác phụ nữ, chưa rõ danh tính,
    xác một người, bộ xương, trôi sông, thi thể nam, thi thể nữ, xác, nổi lềnh bềnh, trôi lềnh bềnh, bốc mùi hôi lạ
unconscious: bất tỉnh, ngất, ngất xỉu, nằm bất động, xỉu, gọi không dậy, co giật, đột quỵ, nằm gục, bất động, tím tái,
    nằm im, gục, hôn mê, ngưng thở, ngừng thở, lên cơn co giật, nằm giữa đường, nằm sấp, nằm ngửa, không cử động,
    tím mặt, sùi bọt mép
poisoning: ngộ độc, ngộ độc thực phẩm, nôn ói, nôn mửa, đau bụng, tiêu chảy, ngộ độc tập thể, nhập viện hàng loạt,
    xỉu hàng loạt, =ói, nôn
fallen tree: cây đổ, cây ngã, bật gốc, cây xanh đổ, ngã cây, đổ cây, gãy cành, cây đè, gãy đổ, cây cổ thụ, nhánh cây,
    cành cây, cây xanh, cây gãy, gió giật, giông lốc, lốc xoáy, tốc mái, cây to ngã
electricity: dây điện, điện giật, chập điện, trạm biến áp, trạm điện, trạm biến thế, hở điện, rò điện, đứt dây điện,
    điện cao thế, tóe lửa, phóng điện, dây điện đứt, bị điện giật, điện rò, rò rỉ điện, dây điện rớt, xẹt điện,
    chạm điện, cột điện nghiêng, cột điện đổ, cột điện ngã, trụ điện ngã, trụ điện đổ, dây cáp rớt, đứt dây, xẹt lửa,
    dây điện sà, dây sà xuống, hở dây, điện nổ, đường dây hạ thế, đường dây bị đứt, dây bị đứt
power cut: mất điện, cúp điện, cắt điện, mất điện cả khu, điện cúp
flood: ngập, ngập nước, ngập sâu, =nước dâng, lũ, lũ ống, lũ quét, triều cường, nước tràn, tràn bờ, vỡ đê, vỡ ống,
    vỡ ống nước, nước lũ, ngập úng, bể ống nước, bể ống, đê vỡ, ngập nửa bánh, nước chảy xiết, nước lên cao,
    ngập tới đầu gối, ngập lút
landslide: sạt lở, =sạt, lở đất, vùi lấp, sạt xuống sông, đất đá, sụt lún, sụp, sạt lở đất, lở bờ
collapse: sập, đổ sập, sập nhà, sập giàn giáo, sập cầu, đứt cáp, sập tường, sập trần, sập mái, đổ tường, rơi kính,
    sập công trình, tường đổ, sập hầm, sập lò, sập cần cẩu, gãy cần cẩu, rơi xuống vỉa hè, đổ đè, đổ xuống,
    rơi xuống đầu, sập xuống, đổ sụp, rơi vữa, rơi trúng đầu, rơi trúng người
stuck: mắc kẹt, kẹt trong, kẹt thang máy, kẹt trên, rơi giếng, kẹt dưới, kẹt tay, rớt xuống giếng, rơi tự do,
    rơi xuống giếng, rơi xuống hố, kẹt lại, bị kẹt, giếng hoang, giếng bỏ hoang, kẹp chân, kẹp tay, kẹt chân,
    thang cuốn, mắc vào, không ra được, nhốt trong thang máy
animal: rắn, =trăn, =khỉ, cá sấu, ong vò vẽ, tổ ong, rắn cắn, ong đốt, bò tót, khỉ cắn, rắn hổ, con trăn, con rắn, gấu
abandoned baby: bỏ rơi, trẻ sơ sinh, bé sơ sinh, dây rốn, bị bỏ rơi, em bé bị bỏ rơi, sơ sinh, thùng giấy,
    trẻ bị bỏ rơi, đỏ hỏn
work accident: tai nạn lao động, rơi từ, =ngã từ, rớt từ, ngã giàn giáo, té giàn giáo, máy cuốn, máy cán, rớt từ lầu,
    té từ, rơi từ trên cao, ngã từ trên cao, rơi từ tầng, té lầu
crowd medicine: cấp cứu gấp, đau tim, khó thở, sắp sinh, chuyển dạ, đẻ rơi, vỡ ối, đẻ rớt, sản phụ, đau đẻ, lên cơn,
    sinh con giữa đường, nhồi máu, tai biến
extortion: vòi tiền, xin tiền, cưỡng đoạt, thu tiền bảo kê, đòi tiền bảo kê, chặn đường xin tiền, tống tiền,
    bắt nạp tiền, bắt đóng tiền
earthquake: động đất, rung chuyển, rung lắc, dư chấn
false money: tiền giả, tiền âm phủ, tiền polymer giả
nothing: cà phê, quán nhậu, quán karaoke, bãi đậu xe, bãi đỗ xe, chạy xe, đi chơi, lửa lựu, hát bội, =trường bắn,
    cơm cháy, đầu đạn dược, xe chữa, bắn bi, điểm đậu, lạc đà, đậu phộng, đậu hũ, đậu xanh, đánh giá, đánh máy,
    đánh bóng, chết máy
"""
"""Events: a name, and what people say of it. Under "nothing" stands what looks like an event and is none."""

THINGS = """
motorbike: xe máy, xe gắn máy, mô tô, xe mô tô, xe hai bánh, honda, wave, exciter, winner, raider, sirius, vision,
    vario, airblade, dream, lead, xe ga, sh
car: ô tô, xe hơi, ô tô con, xe con, xe bốn bánh, xe bảy chỗ, sedan, xế hộp
lorry: xe tải, xe ben, xe hổ vồ, xe tải nặng
trailer: container, xe đầu kéo, xe container, xe cont, đầu kéo, xe công, công te nơ, rơ moóc
coach: xe khách, =xe đò, xe giường nằm, nhà xe, xe du lịch, xe bus, xe buýt
three-wheeler: ba gác, xe ba gác, xe lôi, ba bánh, xe ba bánh, lam
tanker: xe bồn, xe chở xăng, xe xăng, bồn xăng
taxi: taxi, xe ôm, grab, xe ôm công nghệ, grabbike
bicycle: xe đạp, xe đạp điện
boat: ghe, thuyền, tàu cá, =xuồng, sà lan, tàu, vỏ lãi, tàu thuyền, =phà, =đò
pig: heo, =lợn, gia súc
cow: =bò, trâu, trâu bò, con trâu, con bò
dead: chết, tử vong, thiệt mạng, tử nạn, không qua khỏi, chết tại chỗ, =qua đời, tắt thở, tử vong tại chỗ, chết người,
    người chết
wounded: bị thương, thương tích, chảy máu, máu, thương nặng, bị thương nặng, trọng thương, gãy tay, gãy chân, đổ máu,
    bê bết máu, nguy kịch, bể đầu, =vỡ đầu, chấn thương, toác đầu, gãy xương, máu me
woman: phụ nữ, cô gái, bà, chị, thiếu nữ, =cô, nữ
old person: cụ bà, bà cụ, cụ già, bà già, bà lão, cụ ông, ông cụ, ông lão, người già, cao tuổi, ông già, ông nội,
    bà nội, bà ngoại
boy: bé trai, thằng bé, cậu bé, con trai, thằng nhỏ, thằng nhóc, nam sinh, cháu trai, đứa bé trai
girl: bé gái, con bé, =cô bé, con gái, con nhỏ, nữ sinh, cháu gái, em gái
child: trẻ em, con nít, em bé, đứa nhỏ, trẻ nhỏ, trẻ con, mấy đứa nhỏ, cháu bé, tụi nhỏ, em nhỏ
youths: thanh niên, choai choai, trẻ trâu, thanh thiếu niên, nhóm thanh niên, đám thanh niên, đám choai choai,
    thiếu niên
pupil: học sinh, sinh viên, học trò, nam sinh, nữ sinh
worker: công nhân, thợ, phụ hồ, thợ hồ, người lao động
guard: bảo vệ, canh gác, bảo an
foreigner: người nước ngoài, khách tây, ông tây, người trung quốc, khách nước ngoài
telephone: điện thoại, iphone, smartphone, di động, samsung, =dế
bag: túi xách, giỏ xách, ba lô, balo, bóp, =ví, cái túi, =giỏ
gold: vàng, dây chuyền, nữ trang, trang sức, tiệm vàng, lắc vàng, =nhẫn, =kiềng
safe: két sắt, cái két, =két
camera: camera, trích xuất camera, camera an ninh, cam
sofa: sofa, sô pha, xa lông, =nệm, =ghế
roof: mái, mái nhà, mái tôn, nóc, mái lá
straw: rơm, rơm rạ, cỏ khô, đống rơm
scrap: phế liệu, ve chai, đồng nát, vựa ve chai
plastic: nhựa, xốp, mút, mút xốp, bao bì
chemicals: hóa chất, axit, thuốc sâu, thuốc trừ sâu
neighbour: hàng xóm, nhà bên, nhà kế bên, láng giềng, nhà bên cạnh, nhà cạnh
barrier: dải phân cách, con lươn, lan can, hộ lan
glass: kính, cửa kính, tủ kính
paint: sơn, sơn đỏ
petrol: xăng, can xăng, đổ xăng
gas: gas, bình gas, bình ga
wine: rượu, bia, chai bia, nhậu
stick: =gậy, tuýp sắt, gậy gộc, cây sắt, gậy sắt, cờ lê
funeral: đám ma, đám tang, tang lễ, nhà có tang
wedding: đám cưới, =cưới, tiệc cưới, chú rể, =cô dâu, tân hôn
fish: =cá, tôm, cua, nghêu
tree: cây, cành cây, nhánh cây, cây xanh
rubbish lorry: xe rác, xe ép rác
airborne: khinh khí cầu, dù lượn, flycam, máy bay
snake: rắn, rắn hổ mang, =trăn, rắn hổ
solar lamp: đèn năng lượng, đèn năng lượng mặt trời
clothes: quần áo, áo quần, =váy
wall: tường, tường rào, bức tường
crowd: đám đông, chục người, cả chục, hàng chục, đông người, chục đứa, chục thanh niên
"""
"""Things, people and harms: a name, and the words for it."""

VENUES = """
warehouse: kho, nhà kho, kho hàng, kho chứa, kho xưởng
workshop: =xưởng, nhà xưởng, xưởng sản xuất, cơ sở sản xuất, phân xưởng
factory: nhà máy, công ty, xí nghiệp, doanh nghiệp
boarding house: nhà trọ, phòng trọ, dãy trọ, khu trọ, xóm trọ, ở trọ
market stall: =sạp, ki ốt, kiốt, gian hàng, quầy hàng, ki-ốt, =chợ, trong chợ, cổng chợ
shop: tiệm, cửa hàng, shop, tạp hóa, siêu thị, cửa tiệm, trung tâm thương mại
restaurant: quán nhậu, quán ăn, quán cơm, nhà hàng, quán bia, quán, quán ốc, quán phở, quán ăn vặt
coffee house: quán cà phê, cà phê, quán nước, cafe, coffee
bar: quán bar, vũ trường, bar, pub, karaoke, quán karaoke, massage, mát xa, tiệm massage
net shop: tiệm net, quán net, quán game, tiệm game
hotel: khách sạn, nhà nghỉ, motel, phòng nghỉ
flats: chung cư, tòa nhà, căn hộ, cao ốc, tòa
school: trường, trường học, cổng trường, mầm non, trường tiểu học, trường mẫu giáo, trường cấp hai, trường cấp 2,
    trường cấp ba, trường cấp 3, đại học, trường trung học, nhà trẻ, nhóm trẻ
hospital: bệnh viện, trạm y tế, phòng khám, nhà thương
pagoda: =chùa, đình, =đền, miếu, nhà thờ
park: công viên, ghế đá, vườn hoa
lift: thang máy
basement: hầm, tầng hầm, hầm xe, hầm gửi xe, bãi giữ xe, nhà xe
petrol station: cây xăng, trạm xăng, cửa hàng xăng dầu
cash machine: atm, cây atm, trụ atm
bank: ngân hàng, phòng giao dịch
pole: cột điện, trụ điện, cột đèn
roundabout: vòng xoay, bùng binh, vòng xuyến
field: ruộng, đồng, cánh đồng, rẫy, nương
wild land: rừng, bìa rừng, =đồi, rừng tràm, rừng phòng hộ
public office: ủy ban, ubnd, trụ sở, công an xã, công an phường, =đồn, đồn công an, nhà văn hóa, bưu điện,
    trung tâm hành chính
bus stop: trạm xe buýt, bến xe, trạm dừng, trạm dừng chân, nhà ga, bến phà, bến đò
bridge: cầu, cầu vượt, gầm cầu, chân cầu, đầu cầu, dưới cầu, cầu treo, trên cầu
junction: ngã tư, ngã ba, ngã năm, giao lộ, nút giao
home: nhà, căn nhà, nhà dân, =hộ, nhà ở
lane: hẻm, ngõ, kiệt, ngách, xóm, đầu hẻm, đầu ngõ, cuối hẻm, cuối ngõ, tổ dân phố, khu phố, thôn, ấp, =bản, làng,
    đường, phố
water: sông, suối, kênh, rạch, =hồ, ao, mương, bờ kè, bờ sông, bãi biển, biển, kinh
building site: công trình, =công trường, dự án
site: bãi đất trống, nhà hoang, căn nhà hoang, bãi xe, bãi giữ xe
"""
"""Kinds of places: what happened there yesterday shares these words with what happens there today."""

FAMILIES = """
fire, explosion, burning waste, electricity, gas leak
crash, hit and run, overturned, reckless driving, jam, slippery, train
fight, beating, blade, killing, threat, hostage
gun, killing, threat, old bomb, explosion, fireworks
parking, jam, pavement
dumping, sewage, burning waste, animal carcass
stealing, vehicle theft, burglary, pickpocket, dog theft, prowling
domestic, beating, child abuse
drug use, drug trade
gambling, cock fight
noise, drunk
dispute, threat, gathering, fight
drowning, flood, suicide, lost person
body, killing
landslide, collapse, work accident, stuck
fraud, impostor
smuggling, fireworks, border
poisoning, unconscious
debt collectors, loans, threat
fallen tree, electricity
racing, reckless driving
bad road, overloaded
extortion, bribe, threat, robbery
noise, construction
noise, gathering
electricity, power cut
parking, pavement
stealing, robbery, snatching, false money
"""
"""Events of which two people may tell one each and mean the same: one saw the fire, the other heard it explode."""

AGAIN = """
again: lại, nữa, lần này, tiếp tục, hôm trước, hôm kia, hôm nọ, như mọi khi, lần thứ hai, tái diễn
"""
"""What people say when it is not the first time."""

PLACE_WORDS = """
đường phố ngõ hẻm ngách kiệt cầu chợ ngã xóm thôn ấp tổ bản làng phường xã quận huyện lộ km trường chùa đình đèo dốc hồ
sông suối rạch kinh kênh bàu bãi bến cư khu tiệm quán tòa số nhà ga viện trấn núi đồi cảng cồn hòn đảo đập đê chung buôn
phum sóc mương hầm
"""
"""Words that announce the name or the number of a place."""

COUNTED = """
nguoi xe me can chiec ten doi nghi cong hoc chau be o vu khau kg tan ty trieu ho bi thanh nan thuyen chi anh em cha
"""
"""What is counted, without marks: before these a number in words is a number."""


def table(text: str) -> Mapping[str, Sequence[str]]:
    """Return a table of this module as phrases by name; lines that begin with a space go on."""
    entries = text.strip().replace("\n    ", " ").splitlines()
    named = (entry.split(": ", 1) for entry in entries)
    return {name: phrases.split(", ") for name, phrases in named}


def families() -> Mapping[str, Sequence[int]]:
    """Return for each event the numbers of its families."""
    numbers: dict[str, list[int]] = {}
    for number, family in enumerate(FAMILIES.strip().splitlines()):
        for name in family.split(", "):
            numbers.setdefault(name, []).append(number)
    return numbers
