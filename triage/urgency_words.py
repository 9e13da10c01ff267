"""The words around a danger that tell how urgent a text is: what happened, when, and in what mood it is told.

Phrases are written with all marks, in the folded spelling of `domain.reading`, between strokes; `triage.hearing` knows
the other spellings. Of two phrases that overlap the longer counts.
"""

from collections.abc import Mapping
from enum import StrEnum


class Event(StrEnum):
    """What happened or may happen, where the words alone do not say that a life is at stake."""

    KILLING = "kill"
    BLOWS = "blows"
    ROBBERY = "robbery"
    ACCIDENT = "accident"
    HURT = "hurt"
    DEATH = "death"
    BODY = "body"
    RACING = "racing"
    THEFT = "theft"
    GUN = "gun"
    BOMB = "bomb"
    MOLESTING = "molesting"
    WATER = "water"
    HEIGHT = "height"
    INSIDE = "inside"
    GROUND = "ground"
    POISON = "poison"
    SMOKE = "smoke"
    CRAZED = "crazed"
    CRYING = "crying"
    HELD = "held"
    DESPAIR = "despair"
    ANIMAL = "animal"
    FAMILY = "family"


class Cue(StrEnum):
    """What else a phrase says: about time, mood, the writer, or the hands a matter is in."""

    NOW = "now"
    STILL = "still"
    AGAIN = "again"
    JUST = "just"
    TODAY = "today"
    NIGHT = "night"
    YESTERDAY = "yesterday"
    PAST = "past"
    BEFORE = "before"
    SOON = "soon"
    OFTEN = "often"
    HURRY = "hurry"
    UNDONE = "undone"
    RESCUE = "rescue"
    CHAT = "chat"
    FIRST_PERSON = "i"
    THEY = "they"
    OVER = "over"
    LUCKY = "lucky"
    UNHURT = "unhurt"
    HOSPITAL = "hospital"
    LOSS = "loss"
    CAUGHT = "caught"
    CONFESSED = "confessed"
    PENALTY = "penalty"
    INQUIRY = "inquiry"
    VICTIMS = "victims"
    CASE = "case"
    COURT = "court"
    FIGURES = "figures"
    NUMBERS = "numbers"
    CAMPAIGN = "campaign"
    POLICY = "policy"
    LEISURE = "leisure"
    RULE = "rule"
    PAPERS = "papers"
    ASKED = "asked"
    WONDER = "wonder"
    OPINION = "opinion"
    JOKE = "joke"
    FUN = "fun"
    DRILL = "drill"
    QUOTED = "quoted"
    MISTAKE = "mistake"
    THANKS = "thanks"
    REQUEST = "request"
    DEFECT = "defect"
    DENIAL = "denial"
    NOT = "not"
    IF = "if"
    THREAT = "threat"
    AT_LARGE = "at_large"
    WANTED = "wanted"
    MISSING = "missing"
    FOUND = "found"
    WEAPON = "weapon"
    WIELDED = "wielded"
    HELPLESS = "helpless"
    VICE = "vice"
    NATURE = "nature"
    SWINDLE = "swindle"
    BORDER = "border"


HARMLESS = (
    "cháy hàng|cháy vé|cháy túi|cháy ví|cháy máy|cháy phố|cháy quá|cháy hết mình|cháy da cháy thịt|cháy nắng|"
    "cháy bỏng|bốc cháy con tim|con tim bốc cháy|cháy da|chém gió|giá chém|chặt chém|đánh giá|đánh dấu|đánh máy|"
    "đánh răng|đánh thức|đánh đề|đánh vần|đánh bóng|đánh rơi|đánh mất|đánh bắt|đánh cá|đánh cờ|đánh bài|đánh lô|"
    "đánh đu|đánh đàn|đánh trống|đánh kẻng|đánh tráo|đánh cược|đánh chắn|đánh phỏm|đánh tứ sắc|đánh giày|đánh vật|"
    "đánh đổi|đánh lạc hướng|đánh lừa|bắn tin|bắn chim|bắn cá|bắn pháo hoa|bắn thuốc|súng nước|súng bắn keo|"
    "súng đồ chơi|súng bắn nước|nổ súng hai lần|đốt tiền|đốt vàng mã|đốt rơm|đốt rác|đốt đồng|đốt lá|nổ máy|"
    "tiếng máy nổ|máy nổ|bùng nổ|nổ mìn phá đá|giết thời gian|giết giá|giết mổ|giết lợn|giết heo|mổ lợn|giết trâu|"
    "chết cười|cười chết|cười xỉu|cười bò|cười gần chết|mừng muốn xỉu|dễ thương xỉu|xinh xỉu|đói muốn xỉu|"
    "mừng muốn chết|thương muốn chết|nóng muốn chết|mệt muốn chết|chết mất thôi|vui chết|buồn cười chết|"
    "buồn cười đến chết|chết máy|cá chết|heo chết|lợn chết|gà chết|trâu chết|vịt chết|chó chết|mèo chết|chết khô|"
    "chết dần|chết đứng|chết trắng|chết sạch|chết rét|bơi lội|cướp giữa ban ngày|cướp cạn|cướp diễn đàn|cướp biển|"
    "cướp mất trái tim|đánh úp|tấn công dồn dập|tệ nạn|hoạn nạn|xe kẹt|kẹt tiền|kẹt đường|nhảy múa|nhảy dây|"
    "nhảy thoát y|nước mắm|hiến máu|nhóm máu|dây đồng|bom hàng|boom hàng|đánh bom hàng|bom tấn|khủng bố lỗ tai|"
    "khủng bố điện thoại|khoa cấp cứu|bác sĩ cấp cứu|trực cấp cứu|cứu trợ|cứu đói|nghiên cứu|cứu xét|tra cứu|"
    "truy cứu|cứu cánh|cứu vãn|phòng cháy|phòng cháy chữa cháy|pccc|bình chữa cháy|bình cứu hỏa|trụ cứu hỏa|"
    "trụ nước chữa cháy|họng nước chữa cháy|hệ thống chữa cháy|chuông báo cháy|báo cháy tự động|thiết bị báo cháy|"
    "báo cháy giả|thiết bị chữa cháy|lối thoát hiểm|thoát hiểm|thoát nạn|lối thoát nạn|điểm chữa cháy|cửa thoát hiểm|"
    "cảnh sát phòng cháy|đánh thuế|đánh đòn tâm lý|đâm ra|đâm đơn|đâm chồi|bắn tốc độ|súng bắn tốc độ|đá gà|đá bóng|"
    "đá banh|hàng đá|ma túy đá|đập đá|ngáo đá|phê đá|cướp lời|bắt cóc về|trộm nghĩ|trộm vía|nghe trộm|đổ trộm|"
    "chặt trộm|khai thác trộm|xả trộm|ngã ba|ngã tư|ngã năm|ngã sáu|ngã bảy|cán bộ|bê tông|lật lại|hồ đập|"
    "đập thủy điện|con đập|xe đạp|xe đạp điện|đạp xe|đạp phanh|bàn đạp|bổ sung|tát nước|lôi kéo|lôi cuốn|biển số|"
    "biển hiệu|biển quảng cáo|treo biển|cắm biển|bảng biển|bãi biển|bờ biển|thợ hồ|đồng hồ|hồ tiêu|kinh doanh|"
    "kinh khủng|thần kinh|kinh phí|kinh hoàng|kinh nghiệm|kinh hãi|kinh nguyệt|đọc kinh|cầu thang|toàn cầu|nhu cầu|"
    "cầu dao|cầu hôn|địa cầu|cầu xin|bắt đầu|bắt tay|bắt máy|bắt cá|bắt gặp|bắt đền|bắt khách|giữ xe|giữ gìn|"
    "giữ trật tự|giữ kín|giữ lại|giữ nguyên|vỡ nợ|vỡ hụi|tràn lan|tràn ngập|pháo nổ|pháo hoa nổ|pháo hoa|đốt pháo|"
    "cà phê|phê duyệt|phê chuẩn|phê bình|say mê|say nắng|kêu gọi|kêu ca|trốn thuế|trốn nghĩa vụ|trốn tìm|khóa học|"
    "khóa luận|chìa khóa|khóa nhóm|ổ khóa|kẻ gian lận|chuồng cọp|xuất hiện|thực hiện|hiện trạng|phương tiện|hiện vật|"
    "hiện tượng|thể hiện|hiện đại|biểu hiện|tái hiện|đổ rác|đổ xăng|đổ lỗi|nước uống|uống nước|uống rượu|uống bia|"
    "uống trà|nhà vệ sinh|đèn đỏ|sửa xe|chém giá|bán cháy|đập hộp|đập đi xây lại|trò chơi điện tử|thể thao điện tử|"
    "bắn súng thể thao|tấn công mạng|cầu lông|cầu treo|dao động|ngã giá|thất lạc|lạc hậu|lạc quan|máu lửa|nóng máu|"
    "lửa trại|đốt lửa trại|bếp lửa|khói bụi|khói thuốc|nhả khói|xăng dầu|cây xăng|trạm xăng|cửa hàng xăng dầu|"
    "tiền xăng|dây điện chằng chịt|đường sắt|giật mình|giật tít|giật gân|giật giải|đâm đầu|bắn tung tóe|cháu gái|"
    "xe rác|rơi vãi|rơi rớt|đánh mất ví|sóng đánh|nhà văn hóa|tòa nhà|tòa soạn|quan tòa|tổ dân phố|cứu sinh|áo phao|"
    "phao cứu sinh|đồ cứu hộ|người cứu hộ|xe cứu hộ|học bơi|dạy bơi|lớp bơi|đừng đụng vào|cháy bóng|cháy bóng đèn|"
    "bóng đèn cháy|bóng đèn bị cháy|bị cháy bóng|bị cháy bóng đèn|cháy đèn|đèn cháy bóng|cháy bugi|bị cháy bugi|"
    "cháy cầu chì|cầu chì|cầu chì cháy|cầu chì bị cháy|cháy máy bơm|cháy mô tơ|cơm cháy|nồi cơm cháy|than tổ ong|"
    "bếp than tổ ong|chó bị xe cán|chó bị cán|chó bị xe tông|mèo bị xe cán|mèo bị cán|mèo bị xe tông|bò bị xe tông|"
    "trâu bị xe tông|mèo kẹt|mèo bị kẹt|mèo mắc kẹt|chó kẹt|chó bị kẹt|chó mắc kẹt|chim kẹt|chim bị kẹt|"
    "điện thoại rơi|điện thoại rớt|điện thoại bị rơi|rơi điện thoại|rớt điện thoại|"
    "bị giữ xe|bị giữ bằng|bị giữ bằng lái|bị giữ hàng|bị giữ hồ sơ|bị giữ tiền|"
    "bị giữ lương|bị giữ sổ đỏ|bị giữ điện thoại|bị giữ đồ|xe bị giữ|hàng bị giữ|"
    "hồ sơ bị giữ|bằng lái bị giữ|lương bị giữ|tiền bị giữ|chó bị nhốt|mèo bị nhốt|gà bị nhốt|"
    "chim bị nhốt|bò bị nhốt|heo bị nhốt|lợn bị nhốt|khỉ bị nhốt|gấu bị nhốt|vịt bị nhốt|nhốt chó|nhốt mèo|"
    "nhốt gà|nhốt chim|nhốt bò|nhốt heo|nhốt lợn|nhốt khỉ|nhốt gấu|nhốt vịt|bị bắn tốc độ|bị chém giá|"
    "bị chém đẹp|không cho về quê|không cho em về quê|không cho đi chơi|không cho đi học|không cho đi làm|"
    "khống chế dịch|dịch bị khống chế|game bắn nhau|game bắn súng|game đánh nhau|game chém nhau|game giết người|"
    "game đâm nhau|game bắn|game đánh trận|game sinh tồn|game đua xe|game cướp|game đối kháng|gêm bắn nhau|"
    "gêm bắn súng|gêm đánh nhau|gêm bắn|bắn game|đánh game|bắn pubg|pubg bắn nhau|cháy acc|"
    "bị giữ lại lương|bị giữ lại tiền|bị giữ lại thẻ|bị giữ lại xe|"
    "bị giữ lại hàng|bị giữ lại hồ sơ|bị giữ lại bằng|bị giữ lại bằng lái|bị giữ lại đồ|"
    "bị giữ lại điện thoại|bị đánh thuế|bị kẹt xe|bị kẹt đường|bị kẹt tiền|bị kẹt thẻ|bị kẹt giấy|"
    "trò bắn nhau|chơi bắn nhau|trò đánh trận|"
    "trò đuổi bắt|súng bắn đạn thạch|súng đạn thạch"
)
"""Says nothing of the kind, though a shorter phrase in it would: a sold-out shop is "cháy hàng"."""

EVENTS: Mapping[Event, str] = {
    Event.KILLING: (
        "giết|sát hại|giết người|án mạng|sát thủ|giết chết|giết vợ|giết con|đâm tử vong|chém tử vong|thủ tiêu|"
        "phân xác|tử vong do bị|xác chết có vết|đoạt mạng|ra tay|hạ sát|thảm sát|trọng án|vụ án mạng"
    ),
    Event.BLOWS: (
        "đánh nhau|đánh|đâm|bắn|đập phá|đập|hành hung|tấn công|rượt|rượt đuổi|tát|đạp|quất|ẩu đả|xô xát|lôi|xông vào|"
        "xông vô|bị đánh|uýnh|oánh|quánh|đập nhau|ném|trả thù|côn đồ|giang hồ|xã hội đen|xăm trổ|xăm mình|băng nhóm|"
        "hung hăng|hành hạ|gây thương tích|cố ý gây thương tích|thanh toán|kéo đến|kéo tới|dàn trận|gây rối|gây gổ|"
        "sừng sộ|đánh đấm|hung khí|đuổi theo|bị đuổi|đấm vào|bị đấm|bổ vào đầu|đập vào đầu|phang|chém|hỗn loạn|"
        "mang dao|con tin|đánh bạn|đánh người|đánh bị thương|bị hành hung|đập xe|xô đẩy|giằng xé|cấu xé|cào cấu|"
        "vật lộn|kẹp cổ"
    ),
    Event.ROBBERY: (
        "cướp|bị cướp|giật|cướp giật|giựt|bị giật|giật túi|giật điện thoại|giật dây chuyền|vụ cướp|cướp tài sản|"
        "cướp xe|trấn lột|móc túi|tên cướp giật"
    ),
    Event.ACCIDENT: (
        "tai nạn|tai nạn giao thông|tông|đụng|đụng xe|tông xe|va chạm|đâm vào|quẹt|húc|lật|lao vào|lao xuống|lao lên|"
        "gây tai nạn|bổ xuống|đâm xe|mất lái|lảo đảo|bị tông|tông trúng|tông vào|va quẹt|va quệt|tai nạn lao động|"
        "hiện trường vụ tai nạn|cán qua|cán chết|cán lên|cán trúng"
    ),
    Event.HURT: (
        "bị thương|thương tích|ngất|xỉu|gục|máu|té|ngã|chấn thương|bỏng|phỏng|gãy|cấp cứu|nhập viện|nằm viện|đau|"
        "sưng|bầm|khâu|tính mạng|ngộp|suy kiệt|rên|kêu đau|lả|thở|gãy tay|xe cứu thương|khó thở"
    ),
    Event.DEATH: "tử vong|chết|mất mạng|tử nạn|thiệt mạng|qua đời|người chết|làm chết|chết người",
    Event.BODY: (
        "thi thể|xác chết|xác người|tử thi|lạnh ngắt|xác nam giới|xác phụ nữ|xác đàn ông|phát hiện xác|nổi trên sông|"
        "nổi trên mặt nước|bộ xương|hài cốt|chết trong|nằm chết"
    ),
    Event.RACING: "đua xe|lạng lách|ngược chiều|bốc đầu|nẹt pô|tốc độ cao|đánh võng|quái xế|phóng nhanh|dàn hàng",
    Event.THEFT: (
        "trộm|ăn trộm|cạy|cạy cửa|bẻ khóa|đột nhập|kẻ trộm|tên trộm|lục|lục lọi|rình|rình mò|kẻ gian|trèo|leo|"
        "lảng vảng|người lạ|dàn cảnh|cắt trộm|khoét|phá khóa|mất trộm|mất xe|lấy mất|mất cắp|bị trộm|trộm cắp"
    ),
    Event.GUN: "súng|khẩu súng|súng tự chế|súng kíp|súng săn|súng ngắn|súng hơi",
    Event.BOMB: (
        "lựu đạn|trái bom|quả bom|bom|mìn|quả đạn|đạn pháo|đầu đạn|kíp nổ|thuốc nổ|nổ|tiếng nổ|vật lạ|ngòi nổ|"
        "vật liệu nổ|thủy lôi|quả mìn|trái lựu đạn|quả lựu đạn|bom bi|trái nổ|tích tắc|vật nghi|đạn cối|đạn|viên đạn"
    ),
    Event.MOLESTING: (
        "hiếp|xâm hại|dâm ô|giao cấu|sàm sỡ|quấy rối|sờ soạng|cưỡng bức|lạm dụng|bạo hành|ngược đãi|bạo lực gia đình|"
        "yêu râu xanh|đụng chạm|bỏ đói|đánh đập|thường xuyên đánh"
    ),
    Event.WATER: (
        "sông|suối|kênh|ao|giếng|rạch|chìm|trôi|vớt|bơi|lặn|thuyền|ghe|xuồng|ca nô|hói|thác|dưới nước|mương|hồ bơi|"
        "bể bơi|đập tràn|bờ kinh|xuống kinh|mé kinh|dưới kinh|ngoài khơi|ra khơi|hồ nước|hố nước|xuống hồ|lòng hồ|"
        "bến phà|chiếc phà|trên phà|xuống nước|dưới nác"
    ),
    Event.HEIGHT: "lan can|sân thượng|mái nhà|nhảy|cầu|đường ray|cột điện|ban công|mái tôn|tầng thượng|nóc nhà|mái",
    Event.INSIDE: (
        "kẹt|sập|vùi|đè|giàn giáo|thang máy|bên trong|gác xép|cửa khóa|khóa|cửa cuốn|nhốt|trốn trong|trốn|núp|"
        "chui gầm bàn|bít|khóa cửa|trong buồng|trong phòng|trong nhà"
    ),
    Event.GROUND: (
        "lũ|bão|ngập|sạt lở|sạt|nứt|sụt|sụt lún|lốc|mưa lớn|mưa lũ|động đất|cây đổ|gãy đổ|cây xanh đổ|cột điện ngã|"
        "sơ tán|di dời|vỡ|nghiêng|sắp đổ|lở|sụp|tràn|vết nứt|hạ du|áp thấp|hố tử thần|hố sụt|sắp sập|lốc xoáy|"
        "mất nắp|hố ga|đổ cây|tường đổ|cột điện đổ|bị đổ|đổ xuống|đổ ngã|ngã đổ|sắp ngã|đê bao|đứt dây|đứt cáp|xả lũ|"
        "ngập sâu|nước lên"
    ),
    Event.POISON: (
        "ngộ độc|uống thuốc|thuốc ngủ|nôn|ói|thuốc độc|hóa chất|chích|sốt|dị ứng|tiêu chảy|axit|thuốc trừ sâu|"
        "thuốc diệt cỏ|uống thuốc ngủ"
    ),
    Event.SMOKE: (
        "cháy|lửa|khói|chập điện|cháy xém|bén lửa|thiêu rụi|khét|mùi khét|bắt lửa|rực|xăng|hột quẹt|báo cháy|"
        "114|bình gas|bình ga|mùi gas|mùi ga|gas|đốt|khói đen|chữa cháy|có cháy|cháy nổ"
    ),
    Event.CRAZED: "ngáo|lên cơn|loạn thần|tâm thần|phê thuốc|say xỉn|say rượu|xỉn|say|phê|lên cơn nghiện|ảo giác",
    Event.CRYING: "khóc|hét|la|la hét|kêu|la khóc|la làng|gào|chửi",
    Event.HELD: (
        "nhốt|giam|trói|chuộc|lừa bán|bế|ẵm|dắt|bắt giữ người|bắt con|bắt đi|bắt thằng|bắt em|giữ người|giữ em|giữ con"
    ),
    Event.DESPAIR: "trầm cảm|chán đời|tuyệt vọng|không thiết sống|nghĩ quẩn|dại dột|buồn chuyện",
    Event.ANIMAL: "chó cắn|ong đốt|rắn|voi|trăn|hổ mang|ong|cắn|chó dữ|heo rừng|ong vò vẽ",
    Event.FAMILY: "chồng|vợ|cha dượng|dượng|mẹ kế|mẹ ghẻ|mạ ghẻ|bảo mẫu|chồng cũ|bạn trai|người yêu cũ",
}

CUES: Mapping[Cue, str] = {
    Cue.NOW: (
        "đang|hiện đang|lúc này|ngay lúc này|chừ nì|giờ đang|luôn bây giờ|nè|kìa|tề|đây này|đây nè|đây nì|từ nãy|"
        "nãy giờ|từ nãy tới giờ|vẫn đang|còn đang|giờ còn|ngay bây giờ"
    ),
    Cue.STILL: (
        "tới giờ|đến giờ|cho tới giờ|từ sáng tới giờ|đến nay|tới nay|đến sáng nay|đến chiều nay|đến tối nay|"
        "hiện chưa|hiện vẫn|chừ|bây giờ|giờ này|hiện|hiện tại|hiện giờ|hiện nay"
    ),
    Cue.AGAIN: (
        "bùng lại|lại bùng|bùng phát trở lại|cháy trở lại|bùng cháy trở lại|quay lại nữa|lại kéo tới|tái bùng phát"
    ),
    Cue.JUST: (
        "vừa|vừa mới|vừa xong|mới nãy|hồi nãy|lúc nãy|vừa nãy|ban nãy|tức thì|mới vừa|mới xong|vừa phát hiện|"
        "vừa thấy|mới thấy|vừa xảy ra|vừa bị|phút trước|nãy|mới bị|mới có|mới xảy ra|mới đụng|mới tông|mới đánh|"
        "mới chém|mới đâm|mới cháy|mới giật|mới lấy|mới chạy|mới phát hiện|mới biết|mới mất|mới đây|mới vào|mới tới|"
        "vừa có|vừa mất|vừa nhận|vừa nghe|vừa giật|vừa cướp|vừa đánh|vừa lấy"
    ),
    Cue.TODAY: (
        "hôm nay|sáng nay|trưa nay|chiều nay|sáng ni|chiều ni|hôm ni|bữa nay|bữa ni|rạng sáng nay|hồi sáng|hồi chiều|"
        "hồi trưa|hồi gà gáy|khuya nay|từ sáng|từ chiều|từ trưa|từ khuya|từ sớm|từ chập tối|sáng hôm nay|hnay|"
        "trong sáng nay"
    ),
    Cue.NIGHT: "rạng sáng|mờ sáng|lúc rạng sáng|khuya|nửa đêm|đêm|sáng sớm|sáng sớm nay",
    Cue.YESTERDAY: (
        "hôm qua|tối qua|đêm qua|chiều qua|sáng qua|khuya qua|hồi hôm|hồi khuya|trưa qua|tối hôm qua|đêm hôm qua|"
        "hqua|từ hôm qua|từ chiều qua|từ sáng qua"
    ),
    Cue.PAST: (
        "hôm trước|hôm kia|hôm tê|bữa tê|bựa tê|bữa trước|bữa hổm|hôm nọ|hôm bữa|tuần trước|tuần rồi|tháng trước|"
        "tháng rồi|năm ngoái|năm kia|năm trước|năm nọ|năm xưa|hồi trước|hồi đó|hồi xưa|ngày xưa|ngày trước|trước đây|"
        "trước kia|hồi năm|hồi tháng|hồi tết|hồi nhỏ|lần trước|dạo trước|mấy năm trước|nhiều năm trước|lâu rồi|"
        "hồi tuần rồi|tháng tê|hồi hôm kia|tối hôm kia|hôm thứ hai|hôm thứ ba|hôm thứ tư|hôm thứ năm|hôm thứ sáu|"
        "hôm thứ bảy|hôm chủ nhật|hôm rằm|trước tết|từ tết|cách đây|năm đó|lúc đó|thuở"
    ),
    Cue.BEFORE: (
        "trước đó|đã từng|sau đó|trước khi|tại thời điểm|thời điểm đó|khi đó|nhiều lần trước|khi đang|trong lúc đang|"
        "trong khi đang|lúc đang|thì đang|đang đi bộ|đang trên đường|"
        "xem phim thì|xem phim bỗng|xem tivi thì|xem tivi bỗng|xem ti vi thì|xem ti vi bỗng|xem clip thì|"
        "xem clip bỗng|xem video thì|xem video bỗng|xem youtube thì|xem youtube bỗng|xem tiktok thì|"
        "xem tiktok bỗng|coi phim thì|coi phim bỗng|coi tivi thì|coi tivi bỗng|coi ti vi thì|coi ti vi bỗng|"
        "coi clip thì|coi clip bỗng|coi video thì|coi video bỗng|coi youtube thì|coi youtube bỗng|coi tiktok thì|"
        "coi tiktok bỗng|đang xem phim thì|đang xem phim bỗng|đang xem tivi thì|đang xem tivi bỗng|"
        "đang xem ti vi thì|đang xem ti vi bỗng|đang xem clip thì|đang xem clip bỗng|đang xem video thì|"
        "đang xem video bỗng|đang xem youtube thì|đang xem youtube bỗng|đang xem tiktok thì|đang xem tiktok bỗng|"
        "đang coi phim thì|đang coi phim bỗng|đang coi tivi thì|đang coi tivi bỗng|đang coi ti vi thì|"
        "đang coi ti vi bỗng|đang coi clip thì|đang coi clip bỗng|đang coi video thì|đang coi video bỗng|"
        "đang coi youtube thì|đang coi youtube bỗng|đang coi tiktok thì|đang coi tiktok bỗng|chơi game thì|"
        "đọc truyện thì|xem kịch thì|coi đá banh thì|xem bóng đá thì|xem thời sự thì|đọc báo thì|"
        "đang chơi game thì|đang đọc truyện thì|đang xem kịch thì|đang coi đá banh thì|đang xem bóng đá thì|"
        "đang xem thời sự thì|đang đọc báo thì"
    ),
    Cue.SOON: (
        "sắp|chuẩn bị|tối nay|đêm nay|tối ni|đêm ni|ngày mai|sáng mai|chiều mai|tối mai|hẹn nhau|âm mưu|lát nữa|"
        "chút nữa|xíu nữa|giờ tới|giờ nữa|hẹn tối nay|trong đêm|chuẩn bị xuất cảnh|rủ nhau|hẹn tối|hẹn sáng|"
        "hẹn chiều|hẹn đêm|sẽ quay lại|quay lại đập"
    ),
    Cue.OFTEN: (
        "thường xuyên|hoài|suốt|đêm nào|tối nào|ngày nào|sáng nào|chiều nào|tuần nào|năm nào|bữa nào|bữa mô|bựa mô|"
        "ngày mô|đêm mô|tối mô|sáng mô|năm mô|hàng ngày|hằng ngày|hàng tuần|hằng đêm|mỗi ngày|mỗi đêm|mỗi tối|"
        "mỗi tháng|mỗi tuần|liên tiếp|nhiều lần|mấy lần|mấy bữa nay|mấy hôm nay|mấy ngày nay|mấy bựa ni|mấy bữa ni|"
        "dạo này|gần đây|hổm rày|lần thứ|lâu nay|bấy lâu|quanh năm|cả ngày|cả đêm|thâu đêm|thỉnh thoảng|lâu lâu|"
        "từ đầu năm|cả tuần|cả tháng|hai tháng|ba tháng|mấy tháng|mấy năm|nhiều năm|cả năm|bao năm|hai lần|ba lần|"
        "tụ điểm|ai cũng biết|nói hoài|báo hoài|thời gian qua|thời gian gần đây|nhiều tháng|nhiều ngày|tái diễn|"
        "hay bị|hay có|hay đánh|hay chửi|hay la|hay tụ tập|suốt ngày|suốt đêm"
    ),
    Cue.HURRY: (
        "giúp với|mau|mau lên|lẹ|lẹ lên|lẹ giùm|lẹ lẹ|lẹ lẹ giùm|nhanh lên|nhanh nhanh|nhanh với|nhanh giúp|gấp|khẩn|"
        "khẩn cấp|khẩn trương|tới liền|tới lẹ|lên mau|xuống liền|xuống mau|xuống với|xuống gấp|lên với|ra ngay|"
        "đến ngay|tới ngay|vào gấp|tới mau|đến mau|mau tới|ra nhanh|đến nhanh|cứu hộ gấp|cần gấp|trời ơi|giời ơi|"
        "ối giời ơi|ối giời|trời đất ơi|bà con ơi|má ơi|liền đi|tới đi|tới với|kêu xe|chặn giùm|chặn đầu giùm|"
        "qua giúp|run quá|sợ quá|sợ lắm|run lập cập|xin xe cấp cứu|xin cứu|bớ|xin hỗ trợ gấp|hỗ trợ gấp|xin giúp|"
        "giúp gấp|tới gấp|đến gấp|ra gấp|kêu giùm|gọi giùm|chặn giúp|ngăn giúp|cần hỗ trợ gấp|cần người gấp|"
        "cần giúp gấp|làm ơn|tới nhanh|qua ngay|xuống ngay|vô ngay|lên ngay|ngay lập tức|cấp bách|nguy cấp|"
        "giúp em với|giúp tôi với|giúp tui với|nhờ đến gấp|cần công an gấp|không kịp nữa|nguy hiểm lắm|"
        "các anh ra ngay|các chú ra ngay|lên lẹ|qua lẹ|giùm lẹ|mau mau|nhanh chóng đến|cho xe cấp cứu|cho xe cứu hỏa|"
        "cho xe tới|cho xe xuống"
    ),
    Cue.UNDONE: (
        "chưa ai|không ai dám|hông ai dám|hổng ai dám|nỏ ai dám|ai dám|chưa ai dám|không ai can|chưa ai can|"
        "chưa ai dám đụng vào|không ai dám đụng vào|"
        "không can được|can không được|can không nổi|nỏ ai can nổi|chả ai can|chưa ai tới|chưa có ai tới|"
        "chưa thấy ai tới|răng chưa có ai tới|chưa thấy ai|không ai bắt máy|không ai nghe máy|không ai trả lời|"
        "gọi không trả lời|kêu không trả lời|gọi không được|không vô được|vô không được|không vào được|"
        "vào không được|vô không nổi|không lọt|chưa vô|chưa vớt được|chưa tìm thấy|chưa tìm được|nỏ thấy mô|"
        "chưa liên lạc được|chưa chịu xuống|không chịu xuống|không chịu buông|chưa thoát|chưa dập được|chưa gọi được|"
        "máy bận|bận máy|bận hoài|vẫn còn|còn đang|vẫn đang|vẫn chưa|đến giờ vẫn|còn ở đó|còn kẹt|còn đứng|không kịp|"
        "chạy không kịp|hết nước|gọi mãi|chưa thấy đâu|chưa có ai cứu|chưa có xe|gọi mãi không ai|không gọi được|"
        "không có ai giúp|không ai giúp|ai cũng sợ|không ai dám lại gần|không dám vào|không dám lại gần|không dám ra|"
        "dân khóa cửa|chưa thấy xe|chưa thấy chú nào|chưa lên được|chưa xuống|không chịu mở|gọi 113 không|"
        "gọi 114 không|gọi 115 không|chưa buông|hổng ai cản|không ai mở"
    ),
    Cue.RESCUE: (
        "cứu|cứu hộ|cứu nạn|giải cứu|tìm cách|sơ tán|tiếp cận|thợ lặn|điều động|túc trực|vòng vây|thuyết phục|"
        "cứu sống|lực lượng cứu hộ|huy động|xe chuyên dụng|phong tỏa|phong tỏa hiện trường|lính cứu hỏa|"
        "cảnh sát pccc|cứu hỏa"
    ),
    Cue.CHAT: (
        "nghen|hen|á|hỉ|rứa|nớ|hông|hổng|hok|tui|tau|ạ|nhé|nhá|dạ|ổng|hắn|giùm|tụi em|mấy chú ơi|các chú ơi|"
        "mấy anh ơi|các anh ơi|mấy eng ơi|công an ơi|anh ơi|chú ơi|chị ơi|ơi|các bác ơi|bác ơi|cháu ơi|mấy anh|"
        "mấy chú|mấy eng|các chú|các anh|anh chị|nha mấy anh|nha anh|đi mô|ở mô|chỗ mô|mần răng|răng chừ|chi mô|"
        "chi rứa|làm chi|có chi"
    ),
    Cue.FIRST_PERSON: (
        "tôi|tui|chúng tôi|tụi tui|bọn tui|bầy tui|nhà tôi|nhà tui|nhà em|nhà cháu|nhà mình|tụi em|bọn em|chúng em|"
        "em đang|em thấy|em bị|em ở|em xin|em muốn|em nghe|em với|giúp em|cho em|em sợ|của em|em chạy|em trốn|em mới|"
        "em vừa|em không biết|em hông biết|em núp|em nhắn|mẹ em|má em|ba em|bố em|chị em bị|anh em bị|con em|vợ em|"
        "chồng em|bạn em|xóm em|u em|u cháu|bố cháu|mẹ cháu|ba cháu|cháu đang|cháu thấy|cho cháu|cháu bị|cháu xin|"
        "cháu sợ|cháu nhắn|thầy cháu|bọ tui|má tui|ba tui|con tui|vợ tui|chồng tui|con tôi|mẹ tôi|bố tôi|vợ tôi|"
        "chồng tôi|hàng xóm em|hàng xóm nhà em|phòng em|phòng trọ em|e đang|nhà e|mình đang|mình thấy|xóm mình|"
        "chỗ mình|em ngửi|em gọi|con cháu nhà|e bị|đánh e|e vs|"
        "em bị khống chế|tôi bị khống chế|tui bị khống chế|cháu bị khống chế|mình bị khống chế|"
        "chúng tôi bị khống chế|tụi em bị khống chế|bọn em bị khống chế|tụi tui bị khống chế|con em bị khống chế|"
        "con tôi bị khống chế|con tui bị khống chế|bạn em bị khống chế|bạn tôi bị khống chế|chị em bị khống chế|"
        "anh em bị khống chế|mẹ em bị khống chế|vợ tôi bị khống chế|vợ em bị khống chế|em tôi bị khống chế|"
        "em gái tôi bị khống chế|cháu tôi bị khống chế|cháu bé bị khống chế|khống chế em|khống chế tôi|khống chế tui|"
        "khống chế cháu|khống chế con em|khống chế con tôi|khống chế vợ tôi|khống chế mẹ em|khống chế bạn em|"
        "không cho em về|không cho tôi về|không cho tui về|không cho cháu về|không cho mình về|"
        "không cho chúng tôi về|không cho tụi em về|không cho bọn em về|không cho tụi tui về|không cho em ra khỏi|"
        "không cho tôi ra khỏi|không cho tui ra khỏi|không cho cháu ra khỏi|không cho mình ra khỏi|"
        "không cho chúng tôi ra khỏi|không cho tụi em ra khỏi|không cho bọn em ra khỏi|không cho tụi tui ra khỏi|"
        "giữ em lại|giữ tôi lại|giữ tui lại|giữ cháu lại|giữ mình lại|giữ chúng tôi lại|giữ tụi em lại|"
        "giữ bọn em lại|giữ tụi tui lại|không thả em|không thả tôi|không thả tui|không thả cháu|không thả con em|"
        "không thả bạn em|vây em|vây tôi|vây tui"
    ),
    Cue.THEY: "nó|tụi nó|bọn nó|chúng nó|bọn hắn|thằng|con nhỏ|bầy|hấn|tụi|bọn|chúng",
    Cue.OVER: (
        "dập tắt|đã dập|dập xong|được dập|tắt rồi|đã tắt|tự tắt|đã khống chế|khống chế được|bị khống chế|"
        "được khống chế|đã xong|hòa rồi|đã hòa|ổn rồi|đỡ rồi|khỏe rồi|xuất viện|ra viện|đi viện rồi|đã về|về nhà rồi|"
        "về rồi|tìm thấy rồi|tìm được rồi|thoát chết|vớt lên rồi|vớt kịp|cứu kịp|đã được cứu|qua cơn nguy kịch|"
        "đã ổn định|sức khỏe ổn định|tự cạy cửa|thỏa thuận xong|giải quyết rồi|êm rồi|trở lại bình thường|đã khỏi|"
        "đã giải quyết|đã xử lý|dập lửa trong|dập tắt hoàn toàn|được đưa ra ngoài không nguy hiểm|sơ cứu kịp|"
        "cứu thành công|giải cứu thành công|khống chế hoàn toàn|hết cháy|dập được rồi|đã dập được|vớt được rồi|"
        "xong hết rồi|cứu được rồi|dập lửa xong|đã tắt hẳn|cứu sống|được cứu sống|đã được đưa ra"
    ),
    Cue.LUCKY: "may mắn|may mà|an toàn|bỏ qua|giải tán|hóa ra|thì ra|té ra|tìm được|kiếm được|đã tìm",
    Cue.UNHURT: (
        "không sao|không ai sao|hổng sao|chưa ai sao|không ai bị thương|không có thương vong|không thương vong|"
        "không thiệt hại|chưa ghi nhận thiệt hại|không ai thương vong|không có thiệt hại|không ai hề hấn|"
        "bị thương nhẹ|xây xát|trầy xước|trầy xước nhẹ|không ai bị gì|chả có ai việc gì|suýt|xây xước|may có|may là"
    ),
    Cue.HOSPITAL: (
        "đưa đi cấp cứu|được đưa đi cấp cứu|đã đưa đi cấp cứu|chuyển viện|đưa vào viện|đưa đi viện|nhập viện cấp cứu|"
        "đưa đến bệnh viện|đưa tới bệnh viện|bệnh viện|đang điều trị|được đưa vào|tử vong tại chỗ|chết tại chỗ|"
        "tử vong sau|không qua khỏi|tử vong trên đường|tử vong tại bệnh viện|đang nằm điều trị|đang nằm viện|"
        "được điều trị|phải cắt bỏ|phải khâu|tử nạn|thiệt mạng"
    ),
    Cue.LOSS: (
        "thiệt hại ước tính|thiệt hại|tài sản bị|bị thiêu rụi|thiêu rụi|tàn tro|khắc phục hậu quả|"
        "khám nghiệm hiện trường|nguyên nhân ban đầu|nguyên nhân vụ cháy|điều tra nguyên nhân|nguyên nhân vụ"
    ),
    Cue.CAUGHT: (
        "bị bắt|đã bắt|vừa bắt|bắt giữ|tạm giữ|tạm giam|bắt khẩn cấp|bắt quả tang|bắt tại trận|bắt gọn|tóm gọn|"
        "sa lưới|bắt được|bắt nóng|lệnh bắt|ra đầu thú|tự thú|ra trình diện|khai nhận|thừa nhận|triệt phá|triệt xóa|"
        "dẫn độ|trục xuất|tạm giữ hình sự|khởi tố|khởi tố bị can|bắt tạm giam|phá án|lời khai|di lý|bắt nhóm|"
        "bắt đối tượng|bắt nghi phạm|bị can|bắt kẻ|bị bắt giữ|đưa về trụ sở|bị công an|đang tạm giữ|đang bị tạm giữ|"
        "đang bị tạm giam|đang thụ án|đang chấp hành án"
    ),
    Cue.CONFESSED: "khai|đầu thú|trình diện|tóm|bắt hai|bắt ba|phá chuyên án",
    Cue.PENALTY: (
        "xử phạt|bị phạt|phạt|lập biên bản|thu giữ|tịch thu|niêm phong|đình chỉ|tang vật|triệu tập|mời làm việc|"
        "kiểm điểm|kỷ luật|xử lý nghiêm|tiêu hủy|thu hồi|bồi thường|cưỡng chế|yêu cầu"
    ),
    Cue.INQUIRY: (
        "điều tra|làm rõ|xác minh|khám nghiệm|hiện trường|khám xét|danh tính|thông tin ban đầu|theo điều tra|"
        "vào cuộc|đang điều tra|tiếp tục điều tra|truy xét|khẩn trương điều tra|trích xuất camera|nguyên nhân|"
        "giám định|điều tra làm rõ|đang làm rõ|đang xác minh|đang tiếp tục điều tra|đang hoàn tất hồ sơ|"
        "đang củng cố hồ sơ|đang mở rộng"
    ),
    Cue.VICTIMS: "nạn nhân|bị hại|người bị nạn|người bị thương|danh tính nạn nhân",
    Cue.CASE: (
        "vụ việc|vụ án|chuyên án|đường dây|ban chuyên án|hồ sơ vụ án|củng cố hồ sơ|mở rộng|đơn tố cáo|tố cáo|"
        "trình báo|clip|gây xôn xao|mạng xã hội|lan truyền|bức xúc|phẫn nộ"
    ),
    Cue.COURT: (
        "tòa án|tand|tuyên phạt|tuyên án|xét xử|bị cáo|bản án|phúc thẩm|sơ thẩm|phiên tòa|phiên xử|lĩnh án|năm tù|"
        "tháng tù|tù treo|án treo|tử hình|chung thân|án phí|mức án|giảm án|hội đồng xét xử|kháng cáo|giảm nhẹ|"
        "luật sư|cáo trạng|truy tố|hầu tòa|xóa án tích|hđxx|viện kiểm sát|viện ksnd|trả hồ sơ|tòa tuyên|tòa phạt|"
        "tòa sơ thẩm|tòa phúc thẩm|ra tòa|tòa buộc|tòa giữ nguyên|tòa tỉnh|tòa huyện|lãnh án|lĩnh 2|lĩnh 3|lĩnh 4|"
        "lĩnh 5|lĩnh 6|lĩnh 7|lĩnh 9|lĩnh 12|phạt tù|năm tù giam|cải tạo không giam giữ"
    ),
    Cue.FIGURES: (
        "thống kê|theo thống kê|cả nước|toàn tỉnh|toàn quốc|toàn thành phố|tháng đầu năm|cùng kỳ|so với cùng kỳ|"
        "so với năm trước|số vụ|mỗi năm|hằng năm|hàng năm|nửa đầu năm|quý i|quý ii|quý iii|quý iv|bình quân|tỉ lệ|"
        "tỷ lệ|phần trăm|trung bình mỗi|số liệu|khảo sát|kỷ lục"
    ),
    Cue.NUMBERS: (
        "quý|so với|trung bình|chiếm|năm qua|giai đoạn|chỉ tiêu|báo cáo|tăng|giảm|trường hợp|tháng qua|tuần qua|"
        "thế giới|việt nam|tổng số|nghìn người|triệu người"
    ),
    Cue.CAMPAIGN: (
        "tuyên truyền|ra quân|phát động|hội nghị|tập huấn|ký cam kết|hội thảo|tọa đàm|chiến dịch|tổng kết|sơ kết|"
        "khen thưởng|bằng khen|tuyên dương|biểu dương|khuyến cáo|phong trào|ngày hội|cuộc thi|ngoại khóa|thí điểm|"
        "dự thảo|khánh thành|khai mạc|bí quyết|đợt cao điểm|mô hình|ra mắt|đề án|trao tặng|học bổng|giao lưu|"
        "quyên góp|nhân rộng|vận động giao nộp|lương hưu|mức chuẩn"
    ),
    Cue.POLICY: (
        "kế hoạch|cam kết|chương trình|cao điểm|lưu ý|trao|đại biểu|quốc hội|bộ trưởng|phổ biến|hướng dẫn|kỹ năng|"
        "tình nguyện|từ thiện|ủng hộ|triển khai|giải thưởng|mục tiêu|kỳ vọng|chuyên gia|dự báo|áp dụng|phát biểu|"
        "thủ tướng|chủ tịch|ubnd|sở|bộ công an|bộ y tế|chính phủ|nghị quyết|chỉ đạo|văn bản|công văn|đề xuất|"
        "phương án|quy hoạch|đầu tư|ngân sách|dự án"
    ),
    Cue.LEISURE: (
        "đội tuyển|trận đấu|bóng đá|vở kịch|cải lương|tiểu thuyết|giải trí|ca sĩ|hoa hậu|du lịch|mùa giải|khán giả|"
        "doanh thu|chứng khoán|điểm chuẩn|tuyển sinh|kỳ thi|thời tiết|giá vàng|giá xăng|xuất khẩu|dịch bệnh|vắc xin|"
        "covid|sức khỏe|khoa học|giáo dục|văn hóa|nghệ sĩ|diễn viên|đạo diễn|bộ phim|huấn luyện viên|cầu thủ|"
        "bàn thắng|giải đấu|ẩm thực|món ăn|âm nhạc|thị trường|kinh tế|giá cả|mùa vụ|cây trồng|dịch tả"
    ),
    Cue.RULE: (
        "quy định|theo quy định|luật|nghị định|thông tư|mức phạt|xử lý hình sự|phạt bao nhiêu|bị phạt bao nhiêu|"
        "có bị phạt|phạm tội|vi phạm không|tội gì|bị tội|hình sự|giấy phép|được phép|bắt buộc|khung hình phạt|quyền|"
        "trách nhiệm|thời hạn|điều luật|pháp luật|hợp pháp|hành chính"
    ),
    Cue.PAPERS: (
        "thủ tục|hồ sơ|lệ phí|căn cước|căn cước công dân|cccd|cmnd|hộ khẩu|khai sinh|giấy phép lái xe|bằng lái|"
        "tạm trú|thường trú|đăng ký|hộ chiếu|sang tên|giấy tờ|cấp lại|làm lại|vneid|định danh|cư trú|lý lịch tư pháp|"
        "nộp ở đâu|nộp hồ sơ|chứng nhận|công chứng|visa|giấy thông hành|đổi bằng|gia hạn|tách hộ|giờ làm việc|"
        "mấy giờ|số điện thoại|đường dây nóng|trích lục|bot|ứng dụng|mã số|bộ phận một cửa"
    ),
    Cue.ASKED: (
        "cho hỏi|xin hỏi|hỏi|cho em hỏi|cho tôi hỏi|cho mình hỏi|cho tui hỏi|cho cháu hỏi|tui hỏi|ở đâu|ở mô|đâu ạ|"
        "mấy tuổi|bao lâu|có bị|có phải|có cần|có nên|được không|được hông|được hok|hay không|phải không|phải hông|"
        "không ạ|không nhỉ|không vậy|hông vậy|số nào|số mấy|gọi ai|gọi số|báo ai|báo ở đâu|tại sao|vì sao|sao không|"
        "có sao không|đúng không|đúng hông|thật không|thiệt hông"
    ),
    Cue.WONDER: (
        "làm sao|làm gì|phải làm gì|làm răng|nên làm|ai biết|hả|thế nào|như thế nào|bao nhiêu|có không|có được|"
        "thì sao|nhỉ|nhể|khi nào"
    ),
    Cue.OPINION: (
        "tội quá|tội nghiệp|thương quá|đáng đời|đáng khen|nghĩ|đồng ý|buồn|chán|nản|đọc|đọc báo|coi phim|xem phim|"
        "ghê|ghê quá|haha|hihi|hehe|kkk|cười|mừng|hả dạ|bó tay|đúng là|theo tôi|ai mà|ai chả|tiếc|xứng đáng|đừng|"
        "mới biết|chứ ai|cạch mặt|công nhận|nhân quả|phải xử|xử nặng|dcm|vcl|yên nghỉ|chia buồn|bình an|xem xong|"
        "nghe xong|đọc mà|nhìn mà|hóng|like|bình luận|bài này|bài báo|trên báo|tivi|ông này|chuyện nhỏ|chuyện thường|"
        "lưới trời|luật pháp|đáng lắm"
    ),
    Cue.JOKE: (
        "đùa|nói đùa|giỡn|nói giỡn|giỡn chơi|nói chơi|đùa thôi|đùa tí|nằm mơ|mơ thấy|trong mơ|vở kịch|tuồng|"
        "cải lương|trò chơi|tập kịch|đóng phim|giả vờ|ý là|haha|hihi|kể vui|truyện cười|xem phim|coi phim|trong phim|"
        "phim hành động|bộ phim|đoàn phim|đoàn làm phim|phim trường|đóng kịch|diễn kịch|giấc mơ|trong game|"
        "trong truyện|trong gêm|game online|phim chưởng|phim kiếm hiệp|phim võ thuật|phim kinh dị|phim ma|phim tàu|"
        "phim mỹ|phim hàn|phim bộ|phim hoạt hình|phim chiến tranh|phim hình sự|phim xã hội đen|cảnh phim|"
        "cảnh trong phim|tập phim|đọc truyện|đọc tiểu thuyết|truyện tranh|truyện trinh thám|trong tiểu thuyết|xem kịch|"
        "coi kịch|tập diễn|xem cải lương|coi tuồng"
    ),
    Cue.FUN: "mơ|phim|kịch|game|diễn|cười|sinh nhật",
    Cue.DRILL: (
        "diễn tập|tập trận|thực tập phương án|giả định|tình huống giả định|tập huấn|tập dượt|tập võ|nổ giả|khói giả|"
        "thao diễn|hội thao|hội thi|thi chữa cháy|hội thi chữa cháy|tập chữa cháy|thực tập chữa cháy|đang diễn tập"
    ),
    Cue.QUOTED: (
        "báo đăng|báo đưa tin|đọc báo|đọc báo thấy|thấy trên báo|trên báo|bài báo|thời sự|xem thời sự|coi thời sự|"
        "trên tivi|trên tv|trên ti vi|nghe đài|đài đưa tin|vtv đưa tin|vnexpress đưa tin|tuổi trẻ đưa tin|"
        "thanh niên đưa tin|dân trí đưa tin|báo chí đưa tin|trên youtube|clip trên mạng|clip trên tiktok|"
        "clip trên facebook|"
        "xem clip|xem video|xem cái clip|xem cái video|xem đoạn clip|xem đoạn video|xem mấy clip|xem mấy cái clip|"
        "xem youtube|xem tiktok|xem trên mạng|xem trên youtube|xem trên tiktok|xem trên facebook|xem trên phây|"
        "coi clip|coi video|coi cái clip|coi cái video|coi đoạn clip|coi đoạn video|coi mấy clip|coi mấy cái clip|"
        "coi youtube|coi tiktok|coi trên mạng|coi trên youtube|coi trên tiktok|coi trên facebook|coi trên phây|"
        "lướt facebook|lướt tiktok|lướt phây|lướt mạng|"
        "clip đánh nhau|video đánh nhau|clip chém nhau|video chém nhau|clip bắn nhau|clip cướp|clip cháy nhà|"
        "clip tai nạn|video trên mạng|video trên tiktok|video trên facebook|clip trên zalo|video trên zalo|"
        "thấy trên mạng|thấy trên facebook|thấy trên tiktok|đọc trên mạng|nghe trên mạng|trên trang mạng|"
        "trên báo mạng"
    ),
    Cue.MISTAKE: (
        "tưởng|tưởng đâu|nhầm|báo nhầm|nhắn nhầm|hiểu lầm|hiểu nhầm|nhìn lộn|rút lại|xin rút|khỏi tới|khỏi xuống|"
        "khỏi cần|khỏi báo|đừng lên|đừng tới|đừng báo|đừng ghi|báo bậy|la bậy|tin giả|tin đồn|tin vịt|bịa|nói xạo"
    ),
    Cue.THANKS: (
        "cảm ơn|cám ơn|xin cảm ơn|khen|biểu dương|chào|xin chào|chúc|chúc mừng|tuyệt vời|tự hào|phấn khởi|tin vui|"
        "tin mừng|mừng quá|giỏi|rất tốt|hài lòng|tặng hoa|tận tình|góp ý|đề xuất|mong muốn|alo|test|ok|hello"
    ),
    Cue.REQUEST: (
        "đề nghị|kiến nghị|kính gửi|kính mong|kính đề nghị|kính thưa|phản ánh|mong|xem xét|kiểm tra|kiểm tra giúp|"
        "xử lý|nhắc nhở|giải quyết|can thiệp|dẹp|tuần tra|giám sát|tố giác|coi giùm|xuống coi|ngó giúp|coi giúp|"
        "hòa giải|xử lý giúp|sửa chữa|khắc phục|sửa giùm|cần sửa|mong cơ quan"
    ),
    Cue.DEFECT: (
        "hư hỏng|hỏng|hư|ổ gà|đèn đường|nắp cống|hố ga|biển báo|mất điện|cúp điện|mất nước|cống|thoát nước|rác|"
        "đèn tín hiệu|vỉa hè|mặt đường|xuống cấp|cây xanh|chiếu sáng|ngập nước|ùn tắc|kẹt xe|lấn chiếm|tiếng ồn"
    ),
    Cue.DENIAL: (
        "không phải|không hề|hổng có|hông có|hổng phải|hông phải|chả có|chẳng có|chẳng phải|nỏ có|nỏ phải|nỏ có chi|"
        "đâu có|có đâu|gì đâu|chi mô|làm gì có|chưa có gì|chưa xảy ra|chưa mất gì|không xảy ra|chưa có chuyện|"
        "đâu phải|chưa hề|chớ không|chứ không|chứ chưa|chớ chưa|chưa ai bị|chưa quậy|chưa đánh|chưa cháy|chưa ai đánh"
    ),
    Cue.NOT: (
        "không có|không phải|hổng có|hông có|hổng phải|nỏ có|đâu có|không bị|chưa bị|không|chưa|hổng|hông|nỏ|chả|"
        "chẳng|chưa có|không ai|chẳng có|chả có"
    ),
    Cue.IF: (
        "nếu|lỡ|nhỡ|giả sử|phòng khi|phòng hờ|kẻo|coi chừng|có ngày|nguy cơ|dễ cháy|lo ngại|lo lắng|có thể|đề phòng|"
        "khi cần|khi có|trường hợp có|hễ|mỗi khi|mỗi lần|lúc có|gặp người|gặp chuyện|sợ cháy|phòng tránh|phòng ngừa|"
        "phòng chống"
    ),
    Cue.THREAT: (
        "dọa|đe dọa|hăm|hăm dọa|hăm he|dọa đốt|hăm đốt|biết tay|tính sổ|đừng trách|trả thù|tạt sơn|ném chất bẩn|"
        "đổ sơn|khủng bố|vòng hoa|quan tài|dằn mặt|tống tiền|tung lên mạng|mắm tôm|tung ảnh"
    ),
    Cue.AT_LARGE: (
        "bỏ trốn|tẩu thoát|truy tìm|truy bắt|truy lùng|truy xét|truy đuổi|lẩn trốn|trốn thoát|chưa bị bắt|"
        "chưa bắt được|vẫn chưa bị bắt|bỏ chạy|chạy mất|chạy mất dạng|mất dạng|phóng mất|phóng đi|rời đi|mất hút|"
        "trốn mất|trốn trại|vượt ngục|trốn khỏi|đào tẩu|thoát thân|chưa rõ danh tính|chưa xác định được|"
        "chưa bị phát hiện|thủ phạm chưa rõ|chưa rõ thủ phạm|đang bị truy|vây bắt|lùng bắt|chốt chặn|lập chốt|"
        "đang trốn|chạy về hướng|chạy hướng|về hướng|chạy về phía|dông mất|chạy thoát|đề nghị ai thấy|báo tin|"
        "đặc điểm nhận dạng|nhận dạng|thông báo truy|rà soát|mật phục|bỏ trốn khỏi địa phương|rời khỏi hiện trường|"
        "gây án|gây án xong|sau khi gây án|trốn khỏi hiện trường|lên xe bỏ chạy|đang vây bắt|trốn thoát khỏi|"
        "chưa ra trình diện|chưa rõ tung tích"
    ),
    Cue.WANTED: (
        "truy nã|lệnh truy nã|trốn truy nã|đầu thú|giống ảnh truy nã|giống hình truy nã|giống trong hình|nhận ra|"
        "bị truy nã|phạm nhân"
    ),
    Cue.MISSING: (
        "mất tích|đi lạc|bị lạc|chưa về|không thấy về|chưa thấy về|không về|mất liên lạc|không liên lạc được|"
        "biệt tăm|bỏ nhà đi|tìm kiếm|tìm người|tìm trẻ|tắt máy|tìm con|tìm cháu|tìm người nhà|lạc mẹ|không nhớ nhà|"
        "lú lẫn|bị lẫn|đứng khóc|tìm bé|đi đâu mất|không thấy đâu|đâu mất|mất tiêu|đang tìm|đang tìm kiếm|lẩm cẩm|"
        "bị lạc trong rừng|lạc trong rừng"
    ),
    Cue.FOUND: (
        "phát hiện|nhặt được|lượm được|tìm thấy|đào trúng|đào được|đào móng|đào vườn|chạm phải|múc trúng|vớt được|"
        "vật thể lạ|gỉ sét|rỉ sét|công binh|trôi dạt|nạo vét"
    ),
    Cue.WEAPON: (
        "dao|dao phay|dao bầu|rựa|búa|mã tấu|phóng lợn|gậy|gộc|tuýp|tuýp sắt|ống tuýp sắt|ống sắt|xà beng|cuốc|xẻng|"
        "rìu|vỏ chai|chai bể|gạch đá|thanh sắt|hung khí|súng|xăng|đòn gánh|roi|dùi cui|móc sắt|cây sắt|liềm|lưỡi lam|"
        "dao lê|dao găm|dao thái|dao thái lan|con dao|cây dao|điếu cày|cái kéo|cây kéo|cây kiếm|thanh kiếm|kiếm nhật|"
        "mảnh chai"
    ),
    Cue.WIELDED: "cầm|vác|xách|rút|vung|khua|dí|kề|kê|chĩa|ôm|dùng|mang|thủ|giơ|đòi|cầm theo",
    Cue.HELPLESS: (
        "trẻ|trẻ em|trẻ nhỏ|trẻ con|em bé|bé|bé gái|bé trai|cháu bé|cháu nhỏ|đứa nhỏ|con nhỏ|thằng nhỏ|con nít|"
        "mấy đứa nhỏ|tụi nhỏ|sắp nhỏ|bầy trẻ|đứa bé|thằng bé|con bé|bà bầu|có bầu|mang bầu|thai phụ|sản phụ|bà cụ|"
        "ông cụ|cụ già|người già|bà già|ông già|cụ bà|cụ ông|học trò|bà nội|bà ngoại|ông nội|ông ngoại|người nhà|mệ|"
        "sơ sinh|hành khách|nữ sinh|thuyền viên|con gái|con trai|hai mẹ con|mẹ con"
    ),
    Cue.VICE: (
        "đánh bạc|xóc đĩa|sòng bài|sòng bạc|sới bạc|tài xỉu|bay lắc|hút chích|mại dâm|đánh bài ăn tiền|bán dâm|"
        "trường gà|chọi gà|chơi đồ|hít|ma túy|lô đề|cá độ"
    ),
    Cue.NATURE: (
        "hàng lậu|thuốc lá lậu|gỗ lậu|hút cát|khai thác cát|kích điện|xả thải|cưa máy|lâm tặc|pháo lậu|bốc hàng|"
        "bốc dỡ|chất thải|nước thải|săn"
    ),
    Cue.SWINDLE: (
        "chuyển tiền|chuyển khoản|mạo danh|giả danh|tự xưng|gọi video|lừa|phong tỏa|tài khoản|ra ngân hàng|"
        "chuyển gấp|chiếm đoạt|khóa tài khoản"
    ),
    Cue.BORDER: (
        "vượt biên|nhập cảnh trái phép|qua biên giới|sang biên giới|cửa khẩu|biên giới|qua bển|bán sang|sang campuchia"
    ),
}
