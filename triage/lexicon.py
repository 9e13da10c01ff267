"""The words that tell what a tip is about and how urgent it is: tables of phrases, without rules.

Written with all marks, in the folded spelling of `domain.reading`. A phrase is found with or without marks; a word that
carries marks must carry these. Only words for events are here: no names of people, firms or places.
"""

from domain.tip import Category

LEXICON: dict[Category, dict[int, tuple[str, ...]]] = {
    Category.TRAFFIC: {
        4: (
            "tai nạn giao thông", "đua xe", "vượt đèn đỏ", "đi ngược chiều", "chạy ngược chiều", "lạng lách",
            "đánh võng", "gây tai nạn rồi bỏ chạy", "bốc đầu", "không đội mũ bảo hiểm", "đỗ xe sai quy định",
            "đậu xe sai quy định", "quái xế", "tông xe", "xe quá tải", "chở quá tải", "nồng độ cồn", "ùn tắc",
            "kẹt xe", "tắc đường", "đậu xe dưới lòng đường", "đỗ xe dưới lòng đường", "phóng nhanh vượt ẩu",
            "phóng xe", "bị xe tông", "xe tông", "va chạm giao thông", "chở quá số người", "vượt ẩu", "sang đường",
            "cao tốc", "tai nạn liên hoàn", "xe cán",
        ),
        3: (
            "đâm gãy", "xe bồn", "tuột dốc", "tông cột", "va chạm", "tai nạn", "va chạm với xe", "đâm vào xe",
            "lật xe", "xe lật", "bị xe cán", "cán tử vong", "lấn làn", "chở ba", "kẹp ba", "kẹp ba kẹp tư",
            "chạy quá tốc độ", "tốc độ cao", "vi phạm giao thông", "đèn giao thông", "biển báo", "đỗ xe", "đậu xe",
            "dừng đỗ", "đậu đỗ", "đèn tín hiệu", "lật nghiêng", "va quẹt", "tài xế", "chạy ẩu", "tông vào",
            "tông trúng", "đâm trúng", "leo vỉa hè", "vượt tàu", "đường ray", "xe mất lái", "mất lái",
            "giao thông hỗn loạn", "lật ngửa", "chở hàng cồng kềnh", "xe khách", "rẽ trái", "rẽ phải", "quay đầu xe",
            "đi sai làn", "sai làn",
        ),
        2: (
            "lật", "giao thông", "ngược chiều", "làn đường", "đèn đỏ", "nẹt pô", "rú ga", "biển số", "xe container",
            "xe tải", "mũ bảo hiểm", "bằng lái", "quốc lộ", "chạy nhanh", "ô tô", "bến cóc", "xe buýt",
            "cản trở giao thông", "xe cứu thương", "chạy như điên", "tắc nghẽn", "xi nhan", "xe ben", "xe khách chạy",
        ),
        1: (
            "xe máy", "xe", "tông", "bãi đỗ", "đường",
        ),
    },
    Category.THEFT: {
        4: (
            "hôi của", "lấy trộm", "mất máy bơm", "bị cạy", "mất chó", "vụ cướp", "trộm cắp", "ăn trộm", "mất trộm",
            "cướp giật", "giật điện thoại", "giật túi", "giật dây chuyền", "móc túi", "bẻ khóa", "đột nhập",
            "trộm chó", "bắt trộm chó", "câu trộm", "kẻ trộm", "trấn lột", "cướp tài sản", "cướp tiệm vàng",
            "cướp ngân hàng", "trộm xe", "mất xe máy", "mất xe", "ăn cắp", "cạy cửa", "bị cướp", "dàn cảnh", "giật đồ",
            "cướp xe", "phá két", "lấy cắp", "cắt trộm", "bị trộm", "tên cướp", "băng cướp", "trộm đột nhập",
            "trộm vào nhà", "trộm tài sản", "hái trộm", "bắt chó", "đập kính xe", "giựt", "bị giật",
        ),
        3: (
            "cạy", "mất máy", "đập tủ kính", "mất đồng hồ", "mất ví", "mất cái", "mất con", "mất mấy con", "trộm",
            "cướp", "giật", "rình mò", "rình nhà", "khả nghi", "mất cắp", "mất đồ", "mất tiền", "mất điện thoại",
            "đạo chích", "bị mất", "cạy khóa",
        ),
        2: (
            "két sắt", "tẩu thoát", "lục lọi", "tài sản bị mất", "camera ghi lại",
        ),
        1: (
            "mất", "người lạ",
        ),
    },
    Category.VIOLENCE: {
        4: (
            "sát hại", "đánh nhau", "chém nhau", "hỗn chiến", "cố ý gây thương tích", "giết người", "đâm chết",
            "chém chết", "đánh hội đồng", "ẩu đả", "xô xát", "hành hung", "án mạng", "bắt cóc", "đâm tử vong", "chém",
            "cầm dao", "mang hung khí", "vung dao", "dùng dao đâm", "đâm nhiều nhát", "nhát dao", "tấn công",
            "đâm nạn nhân", "truy sát", "thanh toán nhau", "rượt đuổi nhau", "đánh tới tấp", "đe dọa giết", "dọa giết",
            "bạo lực học đường", "bị đánh", "khống chế con tin", "bắt giữ người", "tạt axit", "mã tấu", "hung thủ",
            "nghi can giết", "sát thủ", "gây thương tích", "thương tích", "côn đồ",
        ),
        3: (
            "cầm cuốc", "hăm dọa", "giết", "đánh đập", "hung khí", "đánh người", "cầm gậy", "cầm mã tấu", "đâm chém",
            "bị đâm", "đe dọa", "bóp cổ", "đấm", "dao phóng lợn", "giang hồ", "dao bầu", "rượt đuổi", "bảo kê",
            "đòi đánh", "kề dao", "băng nhóm", "xác chết có vết",
        ),
        2: (
            "máu", "đâm", "bắn", "đánh", "mâu thuẫn", "con dao", "dao", "gậy", "tuýp sắt", "đuổi đánh", "nạn nhân",
            "nghi phạm", "vết thương", "trả thù", "dằn mặt", "ghen tuông", "thách thức",
        ),
        1: (
            "bị thương nặng", "bị thương", "tử vong", "đối tượng", "say", "nhậu",
        ),
    },
    Category.ABUSE: {
        4: (
            "đánh trẻ", "thường xuyên đánh đập", "bạo lực gia đình", "bạo hành", "chồng đánh vợ", "đánh vợ",
            "đánh con", "hiếp dâm", "dâm ô", "xâm hại", "ngược đãi", "hành hạ trẻ", "đánh đập trẻ", "đánh trẻ em",
            "cưỡng hiếp", "giao cấu", "quấy rối tình dục", "sàm sỡ", "biến thái", "lạm dụng tình dục", "hành hạ",
            "đánh mẹ", "đánh cha", "bị chồng đánh", "đánh đập vợ", "đánh đập con", "khoe của quý", "nhốt con",
            "bỏ đói", "yêu râu xanh", "cắt cổ vợ", "đâm vợ", "giết vợ", "sờ mó", "đánh bé", "đánh học sinh",
            "bị cô giáo đánh", "thủ dâm", "lộ hàng", "chồng đuổi đánh",
        ),
        3: (
            "quấy rối", "mẹ kế", "cha dượng", "đánh cháu", "bé gái bị", "bé trai bị", "xâm hại tình dục",
            "vợ chồng đánh nhau", "chồng đánh", "bảo mẫu", "tát trẻ", "người chồng", "vợ chồng cãi nhau",
        ),
        2: (
            "bé gái", "trẻ em bị", "cháu bé bị", "nữ sinh", "cô giáo", "nhóm trẻ", "cháu bé", "bé trai",
        ),
        1: (
            "vợ", "chồng", "trẻ em",
        ),
    },
    Category.DRUGS: {
        4: (
            "mua bán chất cấm", "ma túy", "hút chích", "chích hút", "tiêm chích", "kim tiêm", "thuốc lắc",
            "bán ma túy", "con nghiện", "nghiện hút", "bóng cười", "chơi đồ", "heroin", "ma tuý đá", "hàng đá",
            "ketamine", "cần sa", "cỏ mỹ", "nghiện ma túy", "ống chích", "chích thuốc", "phê thuốc", "đập đá",
            "chất cấm", "hàng trắng", "chất gây nghiện", "bay lắc", "thuốc phiện", "sốc thuốc", "ngáo đá",
            "phê ma túy", "buôn ma túy", "phê đá",
        ),
        3: (
            "nghiện", "hít", "nước vui", "tép ma túy", "con nghiện tụ tập", "xì ke", "cai nghiện", "chích",
        ),
        2: (
            "phê", "bán thuốc", "giao hàng trong hẻm",
        ),
    },
    Category.VICE: {
        4: (
            "đánh bạc", "cờ bạc", "sòng bạc", "xóc đĩa", "số đề", "lô đề", "ghi đề", "cá độ", "đá gà", "mại dâm",
            "gái mại dâm", "bán dâm", "mua dâm", "tài xỉu", "đánh bài ăn tiền", "ăn tiền", "kích dục", "ghi lô",
            "bắn cá", "chứa mại dâm", "gái gọi", "bài ăn tiền", "chơi đề", "cờ bạc trực tuyến", "sới bạc", "đánh bài",
            "thua bạc", "sát phạt", "bán số đề", "nhà chứa", "sòng bài", "chơi bạc", "con bạc", "ổ bạc", "chọi gà",
        ),
        3: (
            "massage trá hình", "cà phê ôm", "karaoke ôm", "game bài", "bầu cua", "ba cây", "tá lả", "liêng", "mát xa",
            "tệ nạn xã hội", "tệ nạn", "khiêu dâm",
        ),
        2: (
            "massage", "trá hình", "má mì", "nhạy cảm",
        ),
    },
    Category.USURY: {
        4: (
            "tín dụng đen", "cho vay nặng lãi", "vay nặng lãi", "lãi nặng", "đòi nợ", "đòi nợ thuê", "siết nợ",
            "lãi cắt cổ", "bốc bát họ", "bốc họ", "cho vay lãi", "tạt sơn", "ném chất bẩn", "mắm tôm",
            "khủng bố điện thoại", "vay tiền qua app", "app vay tiền", "vay app", "lãi suất cắt cổ", "con nợ",
            "tạt chất bẩn", "cho vay tiền", "lãi suất cao", "nặng lãi", "đòi nợ khủng bố", "dán tờ rơi cho vay",
            "đổ chất bẩn", "cho vay không thế chấp", "cho vay trả góp", "vay lãi",
        ),
        3: (
            "lãi suất", "vay nóng", "vay tiền", "nợ tiền", "chủ nợ", "trả lãi", "lãi ngày", "vay tín dụng",
            "ép trả nợ", "tiền lãi", "cho vay", "khoản vay", "thu nợ",
        ),
        2: (
            "vay tiền nhanh", "trả nợ", "nợ", "vay", "app", "quấy rối qua điện thoại", "thế chấp",
        ),
    },
    Category.FRAUD: {
        4: (
            "lừa đảo", "chiếm đoạt tài sản", "giả danh", "mạo danh", "giả mạo", "tự xưng công an", "lừa tiền",
            "lừa bán", "tự xưng", "bị lừa", "lừa gạt", "chuyển tiền vào tài khoản", "việc nhẹ lương cao",
            "sàn tiền ảo", "đa cấp", "đầu tư tiền ảo", "hack facebook", "giả công an", "dự án ma", "mã otp",
            "chạy việc", "chạy án", "lừa", "làm giả giấy tờ", "làm giả con dấu", "chiếm đoạt", "bùng tiền", "bằng giả",
            "giấy tờ giả", "tiền giả", "lừa chạy việc", "đường link lạ", "tin nhắn lạ", "lùa gà", "cọc tiền rồi",
            "ôm tiền",
        ),
        3: (
            "chuyển khoản", "yêu cầu chuyển tiền", "đặt cọc", "chiêu trò", "otp", "số tài khoản", "làm giả",
            "kêu gọi từ thiện", "quyên góp", "hụi", "vỡ hụi", "giả nhà sư", "làm nhiệm vụ online", "giả làm",
        ),
        2: (
            "thu tiền", "chuyển tiền", "trúng thưởng", "tài khoản", "cuộc gọi lạ", "tuyển cộng tác viên", "zalo lạ",
            "hợp đồng giả", "dụ dỗ", "nhẹ dạ",
        ),
    },
    Category.FIRE: {
        4: (
            "cháy nhà", "đám cháy", "bốc cháy", "hỏa hoạn", "vụ cháy", "cháy rừng", "ngọn lửa", "cháy lớn",
            "chữa cháy", "báo cháy", "nổ bình ga", "nổ bình gas", "nguy cơ cháy", "bà hỏa", "khói bốc lên", "cháy nổ",
            "đang cháy", "bình chữa cháy", "phòng cháy", "pccc", "lối thoát nạn", "lửa bùng", "cháy xe", "rò rỉ gas",
            "rò rỉ khí gas", "xì gas", "thoát hiểm", "thoát nạn", "cứu hỏa", "chập điện", "cháy kho", "cháy xưởng",
            "cháy cỏ", "phóng hỏa", "cháy chợ", "cháy quán", "dập lửa", "cháy quán karaoke", "chuông báo cháy",
            "nhà cháy", "cháy to",
        ),
        3: (
            "cháy", "lửa", "khói nghi ngút", "khói đen", "khói", "phát hỏa", "bén lửa", "đốt rác cháy", "tia lửa",
            "bình gas", "xăng dầu để", "thiêu rụi", "vụ nổ", "tiếng nổ lớn", "lối thoát hiểm",
        ),
        2: (
            "mùi khét", "bình ga", "câu điện", "tiếng nổ", "dây điện",
        ),
    },
    Category.WEAPONS: {
        4: (
            "súng", "lựu đạn", "thuốc nổ", "vũ khí", "pháo nổ", "súng tự chế", "đốt pháo", "bom", "mìn", "đầu đạn",
            "đạn pháo", "súng hơi", "kíp nổ", "vật liệu nổ", "pháo lậu", "súng săn", "bán pháo", "chế tạo pháo",
            "súng cồn", "bắn súng", "nổ súng", "quả đạn", "pháo hoa nổ", "tàng trữ vũ khí", "viên đạn", "súng ngắn",
            "khẩu súng", "giao nộp súng", "nộp súng", "quả bom", "bom bi", "làm pháo", "công cụ hỗ trợ", "roi điện",
            "đạn cối", "trúng đạn",
        ),
        3: (
            "pháo", "đạn", "kiếm", "mã tấu tự chế", "dao phóng lợn", "chế pháo", "bình xịt hơi cay",
        ),
        2: (
            "vật thể lạ", "đốt pháo hoa", "nỏ",
        ),
    },
    Category.ENVIRONMENT: {
        4: (
            "đốt dây điện", "khói độc", "đốt cao su", "hầm cầu", "đổ phân", "đốt nhựa", "chết trắng", "đổ rác",
            "rác thải", "xả rác", "ô nhiễm", "hôi thối", "nước thải", "xả thải", "khai thác cát", "cát tặc", "hút cát",
            "phá rừng", "lâm tặc", "săn bắt thú", "động vật hoang dã", "mùi hôi", "khí thải",
            "khai thác cát trái phép", "đốt rác", "bãi rác", "khai thác đất", "chặt phá", "khai thác khoáng sản",
            "gỗ lậu", "đổ trộm", "chất thải", "khai thác đá", "thú rừng", "kích điện", "xác động vật", "giã cào",
            "cá chết", "bụi mịn", "khai thác gỗ", "chặt cây", "xác lợn", "lợn chết", "bốc mùi", "xả khói", "bùn thải",
            "phế thải", "đốn gỗ", "khai thác vàng", "đổ thải", "cưa gỗ", "gỗ trái phép", "xà bần",
            "đánh bắt bằng điện", "heo chết", "ngà voi", "tê tê", "hầm than",
        ),
        3: (
            "rác", "khói bụi", "mùi khó chịu", "khai thác trái phép", "bụi", "cống nghẹt", "bơm hút", "phân heo",
            "chất độc", "sạt lở bờ sông do", "khai thác", "vứt rác", "tàu hút", "sà lan", "mùi khét nhựa",
        ),
        2: (
            "ruồi nhặng", "kênh mương", "gỗ", "xả", "chăn nuôi", "sông đen", "bẩn", "kiểm lâm",
        ),
    },
    Category.ORDER: {
        4: (
            "xe dù", "hò hét", "quá khích", "lấn chiếm", "lấn chiếm vỉa hè", "karaoke ồn", "hát karaoke", "gây ồn",
            "tiếng ồn", "ồn ào", "mất trật tự", "gây rối", "gây rối trật tự", "loa kéo", "chợ cóc", "chợ tự phát",
            "hàng rong", "buôn bán lấn", "mở nhạc", "gây mất trật tự", "gây mất an ninh", "quá giờ",
            "tụ tập đông người", "bày bán", "xây dựng trái phép", "xây nhà trái phép", "không phép", "nhậu nhẹt",
            "la hét", "phá hoại", "lòng lề đường", "hủy hoại tài sản", "đập phá", "quậy phá", "chửi bới", "say xỉn",
            "không khai báo tạm trú", "khai báo tạm trú", "chèo kéo", "trật tự đô thị", "biểu tình", "ném đá",
            "vẽ bậy", "dựng rạp", "quảng cáo dán", "trật tự công cộng", "đăng ký tạm trú", "hát hò", "ăn xin",
            "mỹ quan", "bán hàng rong", "tụ tập gây", "cổ động viên quá khích", "khích bác", "tin giả", "tung tin",
        ),
        3: (
            "chặt chém", "đi bão", "nhạc lớn", "ồn", "hát tới khuya", "mất ngủ", "chiếm vỉa hè", "mái che",
            "biển quảng cáo", "tạm trú", "mất an ninh", "an ninh trật tự", "lều bạt", "buôn bán", "bãi xe trái phép",
            "không giấy phép", "vật liệu xây dựng",
        ),
        2: (
            "tụ tập", "lòng đường", "vỉa hè", "quán nhậu", "ban đêm", "khuya", "tự phát", "trái phép", "cản trở",
            "người đi bộ", "kinh doanh", "bảng hiệu",
        ),
        1: (
            "karaoke", "xây dựng", "thanh niên", "nhậu",
        ),
    },
    Category.DISPUTE: {
        4: (
            "giành lối đi", "tranh nước", "giành đất", "tranh nhau", "tranh chấp", "tranh chấp đất",
            "tranh chấp đất đai", "lối đi chung", "lấn đất", "mâu thuẫn gia đình", "mâu thuẫn hàng xóm", "cãi nhau",
            "hàng xóm cãi", "hòa giải", "rào lối đi", "ranh giới đất", "bịt lối đi", "chia tài sản", "chặn lối đi",
            "khiếu nại", "đòi quyền lợi", "chủ đầu tư", "căng băng rôn", "ranh đất", "đất giáp ranh", "bị hàng xóm",
            "thừa kế", "chiếm đất",
        ),
        3: (
            "giành", "mâu thuẫn", "xích mích", "nợ lương", "hàng xóm", "ngõ đi chung", "kiện", "đình công", "cự cãi",
        ),
        2: (
            "đất đai", "chung cư", "bất hòa", "cãi vã", "xúc phạm", "lời qua tiếng lại",
        ),
    },
    Category.WANTED: {
        4: (
            "truy nã", "đầu thú", "tự thú", "bị truy nã", "lệnh truy nã", "trốn truy nã", "lẩn trốn", "bỏ trốn",
            "trốn khỏi", "vượt ngục", "trốn trại", "đối tượng trốn", "phạm nhân trốn", "ra đầu thú", "muốn ra đầu thú",
            "truy tìm", "trốn lệnh",
        ),
        3: (
            "trốn", "ẩn náu", "truy bắt", "trốn thi hành án", "trốn nghĩa vụ", "đang bị tìm",
        ),
        2: (
            "giống người trong ảnh", "tung tích", "trại giam", "thi hành án",
        ),
    },
    Category.MISSING: {
        4: (
            "mất tích", "đi lạc", "trẻ lạc", "bị lạc", "lạc đường", "tìm người thân", "không liên lạc được",
            "bỏ nhà đi", "tìm trẻ lạc", "mất liên lạc", "lạc mẹ", "đi khỏi nhà", "bé lạc", "cụ lạc", "lạc gia đình",
            "không thấy về", "tìm người nhà", "chưa thấy về", "cần tìm người",
        ),
        3: (
            "tìm kiếm người", "lạc", "đi đâu không rõ", "tìm cháu", "tìm con",
        ),
        2: (
            "lú lẫn", "mặc áo", "đi từ sáng",
        ),
    },
    Category.BORDER: {
        4: (
            "nhập cảnh trái phép", "xuất cảnh trái phép", "vượt biên", "buôn người", "mua bán người",
            "bán sang trung quốc", "lừa bán sang", "xuất nhập cảnh trái phép", "nhập cảnh", "xuất cảnh",
            "bán sang campuchia", "lừa sang campuchia", "sang campuchia", "đưa người qua biên giới",
            "đường mòn lối mở", "qua biên giới", "nhập cảnh chui", "trốn sang", "bán trẻ em", "bán con",
            "buôn bán trẻ", "bán trẻ sơ sinh", "buôn bán phụ nữ", "bán qua trung quốc", "đưa người nước ngoài",
        ),
        3: (
            "đi nước ngoài làm", "dụ con gái", "làm bên trung quốc", "biên giới", "người trung quốc",
            "người nước ngoài", "mang quốc tịch", "cửa khẩu", "lừa bán", "bị bán", "đường tiểu ngạch", "ép làm việc",
        ),
        2: (
            "sang trung quốc", "quốc tịch", "biên phòng", "dẫn người",
        ),
        1: (
            "hộ chiếu",
        ),
    },
    Category.SMUGGLING: {
        4: (
            "giết mổ", "mổ chui", "bơm nước vào", "bơm nước vô", "giết mổ chui", "không giấy tờ", "buôn lậu",
            "hàng lậu", "hàng giả", "thuốc lá lậu", "hàng cấm", "hàng nhái", "xăng lậu", "rượu lậu", "rượu giả",
            "thuốc giả", "không rõ nguồn gốc", "gian lận thương mại", "hàng hóa nhập lậu", "nhập lậu", "trốn thuế",
            "vận chuyển lậu", "đường lậu", "hàng kém chất lượng", "thực phẩm bẩn", "thực phẩm giả",
            "quản lý thị trường", "thuốc lá điện tử", "mỹ phẩm giả", "hàng không hóa đơn", "hết hạn sử dụng",
            "tạm thu giữ", "không hóa đơn", "xăng giả", "phân bón giả", "xăng dầu lậu", "không nguồn gốc", "hàng gian",
            "lợn lậu", "lậu", "giết mổ lậu", "vàng giả",
        ),
        3: (
            "thuốc an thần", "nguồn gốc xuất xứ", "hóa đơn chứng từ", "hàng hóa", "tuồn hàng", "tập kết hàng",
            "bán thuốc", "qltt", "buôn bán hàng", "hải quan", "nhãn mác", "thuốc lá",
        ),
        2: (
            "kho hàng", "lô hàng", "xuất xứ", "bao bì", "thu giữ",
        ),
    },
    Category.OFFICER: {
        4: (
            "công an nhận tiền", "công an vòi tiền", "công an nhũng nhiễu", "công an đánh dân", "csgt nhận tiền",
            "công an bảo kê", "csgt mãi lộ", "mãi lộ", "tố cáo công an", "tố cáo cán bộ công an", "công an đòi tiền",
            "công an hách dịch", "cảnh sát giao thông nhận tiền", "csgt vòi tiền", "công an ăn hối lộ",
            "công an nhận hối lộ", "công an lạm quyền", "công an làm ngơ", "công an bao che", "công an tiếp tay",
            "công an phường nhận", "công an xã nhận", "công an bức cung", "công an đánh người", "cán bộ công an nhận",
            "cán bộ công an vòi", "tiêu cực của công an", "công an gợi ý tiền", "chung chi cho công an",
            "đưa tiền cho công an", "công an xã bao che", "công an phường bao che", "công an xã đánh",
            "công an phường đánh", "trưởng công an", "dân phòng đánh", "cảnh sát nhận tiền", "cảnh sát giao thông vòi",
            "công an gây khó dễ", "công an hạch sách", "công an quát", "phản ánh cán bộ công an", "phản ánh công an",
            "khiếu nại công an",
        ),
    },
    Category.OTHER: {
        4: (
            "dây điện rơi", "dây điện rớt", "cột điện ngã", "trụ điện ngã", "ngập nước", "sạt lở", "cây đổ", "thi thể",
            "gieo mình", "nhảy cầu", "chó thả rông", "dây điện bị đứt", "đứt dây điện", "ngộ độc", "tự tử",
            "chết đuối", "đuối nước", "treo cổ", "giấy phép lái xe", "ổ dịch", "điện đường", "đèn chiếu sáng",
            "cấp lại", "sang tên", "thủ tục", "hố ga", "nắp cống", "đèn đường", "hư hỏng",
        ),
        3: (
            "trụ điện", "góp ý", "đề xuất", "thời hạn", "dịch tả", "xổ số", "hồ sơ cần", "làm lại", "đăng ký xe",
            "cccd", "căn cước", "hộ khẩu", "lý lịch tư pháp", "chó cắn", "ngập", "mưa lũ", "bão", "động đất", "ổ gà",
            "mất điện", "cúp điện", "cột điện", "cây ngã", "đường hỏng", "cấp cứu", "đổ cây", "cây xanh", "gãy đổ",
            "uống thuốc", "mất nước", "thang máy", "sụt lún", "nhảy xuống sông", "nhảy sông", "bất tỉnh",
            "thi thể nạn nhân", "xử lý giúp hố", "đường xấu", "điện giật", "trôi", "lũ quét", "chó dại", "dịch bệnh",
            "covid", "vắc xin", "cách ly", "sập", "trâu", "ong đốt", "rắn", "chết não", "đột quỵ",
        ),
        2: (
            "đáng khen", "nhà văn hóa", "ứng dụng", "hồ sơ", "hỏi", "làm thế nào", "lệ phí", "giấy tờ",
            "thời gian làm việc", "cảm ơn", "hướng dẫn", "xin hỏi", "tử vong", "nước", "bệnh viện", "vụ án", "tòa",
            "bệnh", "bác sĩ", "học phí", "bồi thường", "xét xử", "phiên tòa",
        ),
        1: (
            "thông báo", "đường", "cây", "ạ", "nhà", "sông",
        ),
    },
}  # fmt: skip
"""Category → weight → phrases. 4 settles it, 3 is typical, 2 supports, 1 hints."""

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

ASKING = (
    "thủ tục", "hồ sơ cần", "làm thế nào", "xin hỏi", "cho hỏi", "cảm ơn", "hướng dẫn", "lệ phí", "ở đâu",
    "như thế nào", "ra quân", "tuyên truyền", "thống kê", "kế hoạch", "tổng kết", "dự thảo", "đề án",
)  # fmt: skip
"""Questions, thanks and announcements: nobody waits for the police."""

GRAVE = (
    "tai nạn", "thi thể", "tử vong", "bị thương", "chém", "đâm", "súng", "đua xe", "gây tai nạn", "ngáo đá",
    "té ngã", "treo cổ", "máu", "hung khí", "cướp", "giật", "bom", "lựu đạn", "cấp cứu", "nạn nhân", "truy sát",
    "đánh nhau", "bỏ chạy", "hành hung", "mất tích", "đi lạc", "bắt cóc", "hiếp dâm", "đột nhập", "lừa bán",
)  # fmt: skip
"""Somebody was hurt, or nearly."""

HURRY = (
    "vừa", "vừa mới", "vừa xảy ra", "vừa bị", "đang", "chuẩn bị", "sắp", "ngay", "khẩn", "nguy hiểm", "hung khí",
    "con dao", "dao", "súng", "bom", "lựu đạn", "bỏ chạy", "rình mò", "nghiêm trọng", "đe dọa", "bị thương",
    "mã tấu", "kẻ lạ",
)  # fmt: skip
"""What makes a serious matter one for today."""

GIVEN_TO_OFFICERS = frozenset({"đưa tiền", "chung chi", "lót tay", "đút lót"})
"""Deeds that are told before the officers: "đưa tiền cho công an"."""
