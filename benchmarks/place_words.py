"""Words around a place's name, as citizens write them: landmarks, sentences, and names that only sound like a place."""


def lines(text: str) -> tuple[str, ...]:
    """Return a text's lines."""
    return tuple(text.strip().splitlines())


def items(text: str) -> tuple[str, ...]:
    """Return what stands between the bars and on the lines of a text."""
    return tuple(item for line in lines(text) for item in line.split("|"))


NEUTRAL = lines("""
trước cổng trường cấp 2
gần cây xăng
ngay ngã ba
ngã tư đèn xanh đèn đỏ
đầu hẻm
cuối hẻm cụt
trong con ngõ nhỏ cạnh nghĩa trang
bờ kênh phía sau chợ
bãi đất trống sau nhà văn hóa
chân cầu
dưới gầm cầu vượt
sau lưng ủy ban
đối diện trạm y tế
cạnh bưu điện
sân bóng mini
quán cà phê võng ven đường
khu nhà trọ công nhân
dãy trọ {m} phòng
chung cư mini {m} tầng
nhà nghỉ gần bến xe
quán karaoke cuối đường
tiệm cầm đồ
cửa hàng tạp hóa
tiệm sửa xe ven đường
quán nhậu bờ hồ
quán nét
quán bi a
bãi xe tải
bến đò
bến sông
cảng cá
chợ tạm
chợ đêm
trong vườn cao su
rẫy cà phê
đồi keo
đìa tôm
bìa rừng
khe suối
mỏ đá
lò gạch cũ
xưởng gỗ
trại heo
khu nghĩa địa
đình làng
sau chùa
gần nhà thờ
trạm biến áp
chốt kiểm lâm
bãi rác
công trình đang xây
kho phế liệu
đường ray xe lửa
gác chắn tàu
cổng sau khu công nghiệp
nhà bỏ hoang
mương thoát nước
ngã ba có cây đa to
chỗ quán phở cũ
nhà số {n}
số {n} ngõ {m}
hẻm {n}/{m}
kiệt {n}
km{n}
căn nhà cấp 4 mái tôn xanh
""")
"""Landmarks without any name in them."""

NUMBERED = lines("""
{n} {street}
số {n} {street}
số nhà {n}, đường {street}
{n}/{m} {street}
{n}/{m}/{k} đường {street}
{n}A {street}
{n}Bis đường {street}
đường {street}
cuối đường {street}
đoạn đường {street} gần cây xăng
góc {street} - {street2}
ngã tư {street} và {street2}
ngã ba {street} {street2}
giao lộ {street} - {street2}
hẻm {n} {street}
hẻm {n}/{m} đường {street}
ngõ {n} {street}
ngõ {n} phố {street}
ngách {m} ngõ {n} đường {street}
kiệt {n} {street}
K{n}/{m} {street}
lô {m} khu tái định cư {street}
tầng {m}, {n} {street}
phòng {n} chung cư {street}
phòng khám {shop}
đường tỉnh {tl}
""")
"""House numbers, streets, crossings and alleys."""

STREETS_AND_SHOPS = lines("""
đường {province}
số {n} đường {province}
phố {province}
quán cơm {province}
bún bò {province}
phở {province}
nhà hàng {province}
quán đặc sản {province}
xe khách {province}
quán nhậu {person}
karaoke {shop}
cà phê {shop}
""")
"""Streets and eating houses named after provinces; every town has some."""

OWN_NAME = lines("""
chợ {own}
UBND xã {own}
trường tiểu học {own}
trường mầm non {own}
trường THCS {own}
trạm y tế {own}
nhà thờ {own}
chùa {own}
cầu {own}
ngã ba {own}
nhà văn hóa {own}
bưu điện {own}
cây xăng {own}
bến đò {own}
""")
"""Landmarks that bear the commune's own name."""

NAMED = NUMBERED + lines("""
đối diện số {n} {street}
cạnh nhà {n} {street}
gần cầu {street}
công viên {street}
trường THPT {street}
trường tiểu học {street}
trường THCS {street}
cổng trường {street}
bùng binh {street}
vòng xoay {street}
nhà ông {person}
nhà bà {person}
nhà chị {person} bán bún
quán cô {person}
quán nhậu {person}
quán cơm {person}
quán ốc {person}
quán cà phê {shop}
cafe {shop}
karaoke {shop}
nhà nghỉ {shop}
khách sạn {shop}
nhà hàng {shop}
tạp hóa {person}
bách hóa {person}
tiệm vàng {person}
tiệm cầm đồ {person}
tiệm tóc {person}
tiệm net {shop}
internet {shop}
bi-a {shop}
spa {shop}
massage {shop}
quán bar {shop}
bar {shop}
vựa phế liệu {person}
garage {person}
tiệm sửa xe {person}
nhà thuốc {person}
gạch ngói {shop}
vật liệu xây dựng {person}
cửa hàng xăng dầu số {m}
cây xăng {shop}
công ty TNHH {shop}
công ty may {shop}
xưởng gỗ {person}
đại lý {person}
siêu thị mini {shop}
điện máy {shop}
trại heo ông {person}
lò mổ {person}
trại gà bà {person}
nhà trọ {person}
dãy trọ bà {person}
trọ {shop}
chung cư {shop}
khu đô thị {shop}
quốc lộ {ql}
ven QL{ql}
QL{ql} đoạn km{n}
cạnh quốc lộ {ql}
tỉnh lộ {tl}
TL{tl}
ĐT{tl} km{m}
cách ngã ba {m}00m
tổ {m}
tổ dân phố {m}
tổ dân phố số {m}
TDP {m}
khu phố {m}
KP{m}
khu {m}
khóm {m}
ấp {m}
thôn {m}
xóm {m}
bản {m}
buôn {m}
tổ {m}, khu phố {k}
tổ {m}, ấp {k}
số {n}, tổ {m}, ấp {k}
số {n}, khóm {m}
đội {m}
đội {m} thôn {k}
""")
"""Landmarks that carry names of streets, people and shops."""

HAMLETS = lines("""
thôn {commune}
ấp {commune}
xóm {commune}
khu phố {commune}
tổ dân phố {commune}
khóm {commune}
bản {commune}
làng {commune}
khu {commune}
buôn {commune}
tổ {m} thôn {commune}
số {n} ấp {commune}
nhà ông {person} thôn {commune}
đầu làng {commune}
nhà văn hóa thôn {commune}
cổng làng {commune}
ngã ba làng {commune}
đình {commune}
""")
"""Hamlets and wards' quarters; theirs are often other communes' names."""

NAMESAKES = lines("""
trường THPT {commune}
trường tiểu học {commune}
trường mầm non {commune}
trường THCS {commune}
chợ {commune}
chợ {commune} cũ
cầu {commune}
cầu {province}
chùa {commune}
nhà thờ {commune}
giáo xứ {commune}
bến xe {commune}
bến đò {commune}
bến phà {commune}
ngã ba {commune}
ngã tư {commune}
khu công nghiệp {commune}
KCN {commune}
cụm công nghiệp {commune}
hồ {commune}
đập {commune}
núi {commune}
đèo {commune}
sông {commune}
kênh {commune}
đường {province}
{n} đường {province}
số {n} đường {commune}
phố {province}
quán cơm {province}
bún bò {province}
phở {province}
nhà hàng {province}
khách sạn {province}
khách sạn {commune}
nhà xe {province}
công ty {commune}
công ty TNHH {commune}
quỹ tín dụng {commune}
hợp tác xã {commune}
trạm thu phí {commune}
trạm xăng {commune}
sân bóng {commune}
khu dân cư {commune}
khu đô thị {commune}
nông trường {commune}
thủy điện {commune}
ga {commune}
bệnh viện {commune}
""")
"""Landmarks named like another commune or province."""

STREETS = items("""
Trần Hưng Đạo|Lê Lợi|Nguyễn Huệ|Quang Trung|Hai Bà Trưng|Lý Thường Kiệt|Nguyễn Trãi|Lê Duẩn|Hùng Vương|Điện Biên Phủ
Võ Nguyên Giáp|Phạm Văn Đồng|Nguyễn Văn Cừ|Cách Mạng Tháng Tám|Lê Hồng Phong|Phan Chu Trinh|Phan Bội Châu|Ngô Quyền
Trường Chinh|Nguyễn Tất Thành|Trần Phú|Lê Thánh Tông|Nguyễn Du|Hoàng Hoa Thám|Nguyễn Đình Chiểu|Võ Thị Sáu|Bà Triệu
Đinh Tiên Hoàng|Lê Lai|Nguyễn Công Trứ|Nguyễn Thị Minh Khai|Lê Quý Đôn|Phan Đình Phùng|Tôn Đức Thắng|Hồ Tùng Mậu
Lạc Long Quân|Âu Cơ|An Dương Vương|Ngô Gia Tự|Nguyễn Văn Linh|Hà Huy Tập|Trần Quang Khải|Yết Kiêu|Nguyễn Thái Học
30/4|3/2|19/5|2/9|Độc Lập|Thống Nhất|Giải Phóng|Đồng Khởi|Kha Vạn Cân|Tô Ngọc Vân|Nguyễn Hữu Thọ|Cao Thắng
Nguyễn Lương Bằng|Chu Văn An|Lương Thế Vinh|Mạc Đĩnh Chi|Phạm Ngũ Lão|Trưng Nữ Vương|Bùi Thị Xuân|Đào Duy Từ
""")
"""Streets that nearly every town has."""

PEOPLE = items("""
Tuấn|Hùng|Lan|Hoa|Ba|Tư|Năm|Sáu|Út|Bảy|Hạnh|Thủy|Dũng|Nga|Mai|Phượng|Kiên|Toàn|Hải|Sơn|Bình|Nhàn|Lợi|Phúc|Tám
Thắm|Quyên|Liên|Hiền|Minh|Đức|Cường|Vân|Tân|Chín|Mười|Tài|Thảo|Yến|Quý
""")
"""What people are called."""

SHOPS = items("""
Hoàng Gia|Phố Đêm|Ánh Dương|Thiên Đường|Hoa Hồng|Sao Mai|Ngọc Lan|Hương Quê|Phượng Hoàng|Kim Cương|Bốn Mùa|Mây
Sóng Xanh|Hồng Phát|Phát Lộc|Gió Chiều|Góc Phố|Trúc Xanh|VIP 68|Luxury|Queen|Diamond|New Star|Gia Bảo|Đại Phát
""")
"""What shops are called."""

HIGHWAYS = items("1|1A|2|3|5|6|10|13|14|18|19|20|21B|22|25|37|51|62|80|91")
"""National roads."""
PROVINCIAL_ROADS = items("293|295|353|414|477|602|614|741|743|765|825|830|848|868|881")
"""Roads of a province."""

FRAMES = lines("""
Ở {place} có mấy người tụ tập đánh bài ăn tiền cả ngày.
Tối nào ở {place} cũng có đua xe, dân không ngủ được.
Tôi thấy có người bán ma túy ở {place}, mong công an xuống kiểm tra.
Báo công an: có vụ đánh nhau tại {place}, một người chảy máu nhiều lắm.
Cháy nhà ở {place}, gọi cứu hỏa giúp với!
{place} đang có cháy lớn, khói đen nghịt
Có nhóm đòi nợ thuê tạt sơn nhà tôi ở {place}, tôi rất sợ.
Xin phản ánh cơ sở xay nhựa ở {place} xả khói khét lẹt suốt đêm.
nhà hàng xóm em ở {place} chồng đánh vợ con khóc cả đêm, nhờ các anh qua xem
Cho em hỏi báo tin trộm chó ở {place} thì báo ai ạ?
Vừa bị giật điện thoại ở {place}, hai thanh niên đi xe không biển số, chạy về hướng chợ.
Tại {place} có người lạ dụ dỗ trẻ em cho kẹo rồi chụp hình.
sáng nay khoảng 5h tại {place} tôi thấy xe ben chở đất chạy ẩu, rơi vãi đầy đường
Kính gửi các đồng chí, tôi là dân ở {place}, đề nghị kiểm tra quán karaoke mở nhạc tới 2 giờ sáng.
Người ta đang cưa cây rừng ở {place}, nghe tiếng máy cả ngày
Có người cất giấu súng tự chế, địa chỉ: {place}
Em muốn tố giác một điểm cho vay nặng lãi, địa chỉ {place}. Em không muốn lộ tên.
mới có tai nạn ở {place}, xe tải với xe máy, có người nằm bất tỉnh
Bọn trẻ con hay ném đá xe khách đoạn qua {place}.
Tụi nó hẹn nhau tối mai đánh nhau ở {place}, mang theo mã tấu
Có cụ già đi lạc, hiện đang ngồi ở {place}, ai nhận báo giúp.
Công an xã ơi, ở {place} bữa giờ có mấy người lạ tới mua đất, phát tờ rơi tín dụng đen.
hút cát trộm mỗi đêm từ 11h đến 3h sáng tại {place}, bà con rất bức xúc
Mình ở {place}. Hôm qua có người giả danh công an gọi điện lừa mẹ mình 50 triệu.
Phát hiện bãi tập kết gỗ lậu ({place})
Đá gà ăn tiền, {place}, chiều thứ bảy và chủ nhật
Quán ở {place} bán bóng cười cho học sinh
bắt được thằng ăn trộm xe rồi, đang giữ ở {place}, công an tới gấp
Tôi vừa đi ngang {place} thấy người ta đốt rác thải công nghiệp.
đường dây điện đứt rơi xuống ở {place} nguy hiểm lắm
""")
"""A citizen's sentences; {place} stands after a preposition or alone."""

TRAPS = lines("""
Tôi quê {province}, đang ở trọ tại {place}, gần đây có nhóm hút chích tụ tập.
Xe biển số {province} chở gỗ lậu đậu ở {place}.
Xe khách tuyến {province} đi Sài Gòn thả người xuống {place} rồi bị cướp.
Người bán thuốc giả tự xưng là người {province}, đang ở {place}.
Anh em công nhân {province} đánh nhau ở {place}, có dao.
Nhóm thợ hồ quê {commune} đang gây rối tại {place}.
Công ty {province} xả thải ra suối, chỗ {place}.
Bún bò {province} ở {place} bán thịt thối.
Tại {place} có quán phở {province} chứa đánh bạc.
Nạn nhân người {province} bị đâm ở {place}.
Chị tôi lấy chồng về {place}, bị nhà chồng đánh, quê chị ở {province}.
Hàng lậu từ {province} chở về {place} lúc nửa đêm.
Bọn lừa đảo nói giọng {province}, thuê nhà ở {place}.
tôi người gốc {province} nhưng sống ở {place} hơn 10 năm, giờ thấy ma túy nhiều quá
Đối tượng có hộ khẩu {province}, hay xuất hiện ở {place} để trộm xe.
Bà chủ hụi quê {commune} giật hụi rồi trốn, thấy ở {place}.
Gỗ từ {province} về {place} bằng xe tải biển giả.
Ở {place} có người nói là cán bộ {province} xuống thu tiền.
Sáng nay tại {place} có xe tải biển {province} tông chết người rồi bỏ chạy.
Con tôi học đại học ở {province}, về nhà ở {place} thì bị chặn đánh.
Đoàn khách {province} bị chặt chém ở {place}.
Người giao hàng đi từ {province} bị cướp ở {place}.
""")
"""Sentences that name another province or commune, which is not where it happened."""

TWO_PLACES = lines("""
Tôi quê ở {other}, nhưng việc tôi báo xảy ra ở {place}: có người bán pháo.
quê ở {other} nhưng thấy nó ở {place} tối qua
Nó ở {other} mà đêm nào cũng qua {place} trộm chó.
Đối tượng thường trú {other}, hiện đang lẩn trốn tại {place}.
Người này có hộ khẩu ở {other}, đang bán ma túy ở {place}.
Hiện tại đang xảy ra đánh nhau ở {place}, nhóm kia từ {other} kéo sang.
Vụ tai nạn ở {place}, người chết quê {other}.
Xe chạy từ {other} tới {place} thì bị chặn cướp.
Tôi đi từ {other} về, tới {place} thì gặp một vụ đua xe.
Nhà tôi ở {other}. Hôm qua tôi qua {place} chơi thì bị mất xe.
Chồng chị ấy người {other}, đánh chị ấy ngay tại {place}.
Gỗ lậu đang chất ở {place}, nghe nói sẽ chở đi {other}.
Tại {place} có nhóm thanh niên từ {other} qua bảo kê.
Bên {other} yên rồi, giờ tụi nó dời sòng bạc qua {place}.
Cháu bé bị lạc ở {place}, bố mẹ ở {other}.
Giấy tờ ghi {other} nhưng kho hàng giả thật ra nằm ở {place}.
Trước đây ở {other}, từ tháng trước nó thuê nhà tại {place} và cho vay nặng lãi.
Hàng lấy từ {other}, bán ở {place}.
Công ty có trụ sở tại {other} đang xả thải trái phép ở {place}.
Thủ phạm trốn từ {other}, sáng nay có người thấy ở {place}.
""")
"""Sentences with two communes; {place} is where it happened."""

ORIGINS = lines("""
Tôi quê {other} nhưng không tiện nói chỗ tôi đang ở, muốn báo tin lừa đảo qua mạng.
Nó nói nó quê {other}, tôi chỉ quen qua zalo, giờ nó lừa tôi 30 triệu.
Xe biển số {province} chở gỗ lậu chạy ngang, tôi không kịp chụp.
Xe khách {province} phóng ẩu, lấn làn, suýt tông tôi.
Người bán hàng giả trên mạng, giọng {province}.
Căn cước nó ghi quê quán {other}, không biết giờ nó trốn ở đâu.
Bà chủ hụi gốc {province} ôm tiền bỏ trốn, không ai biết đi đâu.
Trên giấy tờ xe ghi chủ xe ở {other}, còn xe thì bị trộm mất rồi.
Cháu tôi quê {other} bị lừa sang Campuchia.
Người ta đồn ông ấy trước kia ở {other}, giờ thì không rõ.
Em là người {province}, cho em hỏi gửi tin có mất phí không?
Giọng nó là giọng {province}, gọi điện tự xưng công an.
""")
"""Messages that say where somebody or something is from, and not where anything happens."""

NOWHERE = lines("""
Chào bot, gửi tin ở đây có an toàn không?
Tôi muốn báo một chuyện nhưng sợ bị trả thù
làm sao để xóa tin đã gửi vậy ạ
Cảm ơn các anh công an nhiều
có ai ở đó không
Hôm qua tôi bị lừa chuyển khoản 20 triệu qua mạng, số tài khoản ngân hàng
Tôi nhận được cuộc gọi tự xưng tòa án, nói tôi liên quan vụ rửa tiền
Mật khẩu bị đổi rồi, nick facebook bị chiếm, nó nhắn mượn tiền bạn bè tôi
gửi hình thì bấm vào đâu
Mình không biết địa chỉ, chỉ thấy trên mạng người ta rao bán súng
Có đứa đăng clip đánh bạn lên tiktok, em không biết ở đâu
ok
alo
dạ
test
Tôi xin rút lại tin hôm trước
Bao lâu thì có kết quả?
Nhà hàng xóm cãi nhau to quá, tôi không tiện nói địa chỉ
Người ta rủ em đầu tư tiền ảo lãi 30% một tháng
Có người bán giấy tờ giả trên zalo, em có số điện thoại
app này dùng sao vậy trời
Xin chào, cho hỏi đây có phải kênh của công an không
Em gửi nhầm, cho em hủy tin
Nó nhắn tin dọa giết tôi mỗi ngày, tôi có chụp màn hình
Vợ tôi bỏ đi ba ngày nay không liên lạc được
Trang web này bán thuốc giảm cân giả, công an kiểm tra giúp
Có người lạ kết bạn zalo rồi gửi link lạ
Thẻ ngân hàng của tôi bị trừ tiền mà tôi không giao dịch
Tôi không dám nói chỗ, sợ tụi nó biết
Người ta gửi tin nhắn trúng thưởng xe máy, bảo đóng phí trước
Cứu em với
""")
"""Messages that name no place."""

NAMELESS = lines("""
Băng nhóm xã hội đen đòi nợ thuê, tôi rất sợ
Bọn xã hội đen đe dọa gia đình tôi, xin giữ kín
Tôi mong xóm làng được thái bình, đừng ai trả thù ai
Xin công an giữ an bình cho bà con
Anh ta tên Phú Thọ, làm nghề buôn bán xe
Ông Bình Dương và bà Hòa cho vay nặng lãi
Cô giáo Mỹ Tho dạy con tôi bị đe dọa
Cháu tên là Hà Giang, 15 tuổi, mất tích từ hôm qua
Con gái tôi tên Hải Dương đi học chưa về
Nó mặc áo đội tuyển Việt Nam, đi xe đỏ
Người ta bảo qua Campuchia làm việc nhẹ lương cao
Em tôi bị bán sang Trung Quốc
Thằng đó mới ở bên Lào về, có mang theo hàng
Đồng hồ hiệu Thụy Sĩ bị trộm mất
Bán thuốc lá Jet, 555 nhập lậu
Nó lấy xe Wave Tàu, mặc quần đỏ, đội nón tân thời
Đời sống hòa bình mà nó cứ phá làng phá xóm
Quán xá ồn ào cả đêm mà không ai xử lý
Đề nghị công an phường xuống ngay, tụi nó phá quá
Công an xã đâu hết rồi, gọi không ai nghe
Trưởng thôn với phó chủ tịch xã bao che cho nó
Bên huyện trả lời vòng vo, tỉnh thì im lặng
Thành phố gì mà trộm cắp như rươi
Chị Kim Liên và anh Tân Bình giật hụi của tôi
Vàng SJC bị trộm, bông tai hiệu Long Thành
Gạo Séng Cù giả, nước mắm Phú Quốc giả bán trên mạng
Kẹo dừa Bến Tre, bánh đậu xanh Hải Dương hết hạn vẫn bán trên shopee
Tài khoản facebook tên Hương Trà lừa bán vé máy bay
Ông Tư Nghĩa với bà Ba Tri đánh nhau vì tranh chấp đất
Tour du lịch Đà Lạt lừa đảo, thu tiền rồi không tổ chức
Phim Sài Gòn bị chiếu lậu trên mạng
Nghe bài Huế Thương ầm ĩ tới khuya, hàng xóm không ngủ được
""")
"""Messages with words and people's names that sound like places, and none that says where."""

EMOJIS = ("😡", "🔥", "🙏", "😭", "‼️", "🚨", "🏠", "📍", "❤️", "😰")

PROVINCE_NICKNAMES: dict[str, tuple[str, ...]] = {
    "Hồ Chí Minh": (
        "tpHCM",
        "TP HCM",
        "TP.HCM",
        "HCM",
        "tp hcm",
        "Sài Gòn",
        "sg",
        "SG",
        "tphcm",
        "HCMC",
        "Tp.Hcm",
        "t.p HCM",
    ),
    "Hà Nội": ("HN", "hn", "TP HN", "tp Hà Nội", "Tp. HN", "Thủ đô Hà Nội"),
    "Đà Nẵng": ("tp ĐN", "TP.ĐN", "Đà nẵng", "tp Đà Nẵng"),
    "Hải Phòng": ("HP", "tp HP", "Tp. Hải Phòng", "TP.HP"),
    "Cần Thơ": ("TPCT", "tp Cần Thơ", "TP. CT", "Tp Cần thơ"),
    "Huế": ("Thừa Thiên Huế", "TT Huế", "TT-Huế", "Thừa Thiên - Huế", "tp Huế"),
    "Bà Rịa - Vũng Tàu": ("BRVT", "BR-VT", "brvt", "Bà Rịa Vũng Tàu", "BR - VT", "Bà Rịa-Vũng Tàu"),
    "Thanh Hóa": ("T.Hóa", "Thanh Hoá", "T. Thanh Hóa"),
    "Khánh Hòa": ("Khánh Hoà", "K.Hòa"),
    "Quảng Ninh": ("Q.Ninh", "QNinh"),
    "Quảng Nam": ("Q.Nam", "QNam"),
    "Quảng Ngãi": ("Q.Ngãi", "QNgãi"),
    "Quảng Trị": ("Q.Trị",),
    "Quảng Bình": ("Q.Bình",),
    "Bình Dương": ("B.Dương", "BDương"),
    "Bình Phước": ("B.Phước",),
    "Đồng Nai": ("Đ.Nai", "Đ. Nai"),
    "Đồng Tháp": ("Đ.Tháp",),
    "Đắk Lắk": ("Đăk Lăk", "Đắc Lắc", "Daklak", "Đăklăk", "Dak Lak"),
    "Đắk Nông": ("Đăk Nông", "Đắc Nông", "Daknong"),
    "Lâm Đồng": ("L.Đồng",),
    "Nghệ An": ("N.An", "NA"),
    "Thái Nguyên": ("T.Nguyên",),
    "Thái Bình": ("T.Bình",),
    "Vĩnh Phúc": ("V.Phúc",),
    "Hải Dương": ("H.Dương",),
    "Kiên Giang": ("K.Giang", "KG"),
    "Sóc Trăng": ("S.Trăng",),
    "Kon Tum": ("Kontum", "Kon tum", "KonTum", "Công Tum"),
    "Gia Lai": ("Gialai",),
    "Bắc Kạn": ("Bắc Cạn",),
}
"""How people shorten or spell provinces' names."""

OLD_CITIES = frozenset({"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh", "Huế"})
"""The old provinces that were cities."""

THU_DUC_WARDS = {
    "2": frozenset(
        {
            "Thảo Điền",
            "An Phú",
            "An Khánh",
            "Thủ Thiêm",
            "An Lợi Đông",
            "Bình Trưng Đông",
            "Bình Trưng Tây",
            "Cát Lái",
            "Thạnh Mỹ Lợi",
        }
    ),
    "9": frozenset(
        {
            "Hiệp Phú",
            "Long Bình",
            "Long Phước",
            "Long Thạnh Mỹ",
            "Long Trường",
            "Phú Hữu",
            "Phước Bình",
            "Phước Long A",
            "Phước Long B",
            "Tăng Nhơn Phú A",
            "Tăng Nhơn Phú B",
            "Tân Phú",
            "Trường Thạnh",
        }
    ),
}
"""Wards of Thủ Đức that were in quận 2 and quận 9 until 2021 (Resolution 1111/NQ-UBTVQH14)."""
