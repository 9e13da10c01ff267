"""How much a word tells apart: tables of numbers, counted by `python -m benchmarks.duplicate_points weigh`.

A word in half of all reports says nothing about which event is meant, one in a thousand says a lot. The weight is the
logarithm to base 2 of how many reports there are for each one that has the word, rounded.
"""

from collections.abc import Iterator

UNKNOWN = 11
"""The weight of a word that is not in the table: a name, a slip, or a rare word."""

WORDS = """
2: bi cho co cong khong nguoi nha o xe
3: an ba ban bao bo can chay chu con cu cua da dan dang dau de di do doi dong dung duoc em gia gio hai hang ho la lai
3: lam ma mat may moi mot nam nay ngay nhan no noi qua quan ra roi sang sau so tai thu to toi trong tu va vao ve
4: ai anh bang bat bay be ben bien bon ca cac cam canh cao cau chan chi chua chung chuyen cung dam danh dat day dem
4: den dien dinh don dua duoi duong giu goi hoa hoc hoi ke khach khi khoi kiem lan len lo loi luc mo mua nghi ngoai
4: nho nhom nuoc ong phat phong san sat sinh tam thang thanh thay thi thuong tien tinh tra tren trieu truoc truong
4: tui tuoi van vi vien vo voi vu xa xin xuong
5: ao bac bai biet binh cai cap cat cay chau che chet chieu choi chong chuc cuoc cuoi dai dao dap dieu doan doc dot
5: du ga gai gan gay giai giam giao giay giua gui han hanh hay het hien hinh hom hon hong hop keo ket khai kho khoa
5: khu ki kinh lac lang lap lay li lien lon lop lua mai mang mau me minh mong nan nang nao nghe ngoi nhat nhau nhieu
5: nhung nu nua pha phai phan pho phu phuong song su sung tan tang tap tay te ten than the theo tho thoai thoi thong
5: thue thuoc ti tiem tieng tiep tim tin toan trai tram trang tre trinh tro troi trom tron tru trung truy tuan tung
5: tuong vang vay viec vua xom y
6: a am ap bam benh bep boc boi bom bong bot bua cach camera cha cham chat chiec chinh chui coi cot cuop dia diem doa
6: ep gap ghe ghi gi gian gioi giup go goc gop ha ham he hiem hieu hoang huong hut huyen keu khac khau khien khoan
6: khoang khoc kia kien kin lanh lao lau le loa long lu luon luong m mac moc muc mui muoi muon na nen nga ngan nghiep
6: ngo ngu nguyen nhac nhap nhu nien nong nop oi om on pham phao phe phep phi phia phut quanh quay quoc quy rang rao
6: ro rong rua rung ruong rut sao sap sua suot ta tac tat tau thai tham thao them thieu thoat thon thua thuc thung
6: tich tieu toa toc tong tran tranh treo tri trua truc tuc tuy tuyen uong vai vat vong vung vuon vuot xac xang xay
6: xem xong xu xuat yeu
7: ay banh bia bit bu bun bung buoc buoi buon buyt cang chai chap chem chia chiem chien chim chiu chot chuong chup
7: clip coc com cuon dac deo dep dich doanh duc dut eng gac gach gam giac giang giat giau gieng giet giong gium
7: giuong gom hat hem hen hoai hoan hoat hu hung huy huynh karaoke kem kenh kham khan khe khoe khuyen kich kim kip km
7: lat lenh leo lich lieu linh loc luat lung luoi mam man manh met mi mien mieng mon mu muong nap ne nem neu ngam
7: ngang nganh ngap ngat nghia nghiem nghien nghin nguon nguy nham nhanh nhay nhe nhiem nhin nhot nhua ni non nui
7: nuoi nut phien phim phoi phuc quang que quen quet quyen quyet rac rach rat ray re ru ruot ruou sach sai say se si
7: soi son suoi tet tha that thiet thuy thuyen tom ton trau truyen u ung vach ven vet via viet vuc xam xanh xet xung
8: app bau bieu bop buc bui buong chac chang chao chich chin chon chuan container cuc cui cuong deu dip dui e gao gat
8: gianh giap guc heo hua im in it khang khap khen khet khuc khung khuya kieu liet livestream loai loan loat lot luan
8: lui luot meo min mini mit mung nac nat nau neo net nghen nghieng ngon ngung nguoc nhi niem ninh nit noc nuong phap
8: phun pin quat ram ran ranh rap rau ri rieng rom rot sa sac sieu soat soc som sot suat suc sut tao tem thac thach
8: thap thau thep thien thit thuan tiec tiet trach trao trat truot uy vac vinh vit vot vui vut xach xat xep xi xit
8: xiu xo xoa xoay xua xuc xuyen yen
9: ac ad ait atm au b chen cheo chep chuoc chuoi chuot cm cop cum cup cut diet doat dun duy game gang ganh gau ghep
9: giut guong hau heoin hiep hoach hot huan huc hui i inh kep khao khep khieu khuon lach lech let leu liem lim lit
9: loang mao mem mep mia miet nai ngai ngao ngheo ngot ngua nguc ngui nguong nhai nhang nhien nhiet nhoi nhon nhuc
9: nhuom nhuong not nup oc online ot pccc phanh phieu po quai rai ren ret ron run ruoc ruoi sam sanh sep set shipper
9: siet sim soan sui suong suyt tach thich thuat thui thuyet tia tivi toe tot tp trac tray tret trich triet trum tuot
9: tuyet tuyp ubnd ui un uoc uot ut vanh video von vun vuong xau xich xiet xoc xoi xop xuan
10: adn alo amoniac at bach baie balo bap beo bich bida bin biogas but c cabin campuchia casino chanh chenh chiet chip
10: chit choai choang chum chun chut csdt diec dom dzay facebok flycam ghen giuc gon gym hac haha hit hoac homestay
10: huyet ketamine kha khanh khat khay khich khiem khieng khiep khoac khoai khoanh khuan khuat khui khuyet kieng kiet
10: laptop lia link lum luom lut luyen mach massage men menh mieu mom mun mut nep ngau nghet ngheu nghich nhao nhen
10: nhet nhich nhip nuot oan oy pa phang phau phay phot photo phuoc phuot phuy pu qr queo quyt rem rinh rit roc rui
10: sen seo sh ship shop soang suon t taluy tand tanh thet thiep thinh thoa thoang toac top tou trien troc tum tuoc
10: tuon tut up usd vali veo viem vip vneid voc xai xap xeng xoai xuoc z zalo
11: ak bass beng beu bim bup cccd chop clo concert cuom dak depfake det dim diu dum duyet ea ech email fanpage ghien
11: ghim gie gion golf gong got hach hack hap hep hi hihi hoanh hum ia inox interpol ken keng khinh khoet khop kit kv
11: lem lieng like lm logo lun luy map metro mop nanh nc ngach ngoc ngom ngong ngop ngut nhim nhong nieu niu phen phet
11: phom phui poker quap qui reo riu rulo s showrom spa sup suy th theu thiec thoc thun tiktok tit toang toilet trot
11: trui tue ua uynh vam vieng vin x xao xech xen xiec xinh xon xum yet
"""
"""Words without marks, as `triage.sketches` compares them, after their weight."""

EVENTS = """
3: woman
4: crash, fire
5: beating, blade, boat, body, child, dead, drug use, drunk, explosion, fish, fraud, girl, glass, gun, lost person
5: motorbike, neighbour, old person, pupil, stealing, telephone, tree, wanted, worker, wounded
6: border, boy, camera, car, child abuse, coach, construction, cow, crowd, debt collectors, dispute, drowning
6: dumping, fight, fireworks, flood, gambling, gold, guard, loans, lorry, noise, old bomb, parking, petrol, robbery
6: roof, sewage, smuggling, threat, unconscious, wall, wine, youths
7: animal, bag, bicycle, bribe, burglary, burning waste, chemicals, collapse, drug trade, electricity, fallen tree
7: gathering, hit and run, hostage, impostor, killing, overturned, paint, pavement, pig, plastic, poisoning
7: prostitution, prowling, racing, reckless driving, sexual, slippery, snatching, sofa, stuck, three-wheeler
7: trailer, train, vehicle theft, wedding
8: abandoned baby, airborne, bad road, barrier, clothes, cock fight, crowd medicine, dogs, domestic, foreigner, gas
8: jam, landslide, logging, lottery, manhole, power cut, sand mining, scrap, snake, stick, suicide, tanker, taxi
8: traffic light
9: dog theft, extortion, funeral, kite, mentally ill, overloaded, pickpocket, rubbish lorry, safe, straw
9: street light, work accident
10: animal carcass, earthquake, electric fishing, false money, gas leak
11: solar lamp
"""
"""Names of events and things of `triage.event_words` after their weight."""


def _weights(text: str, separator: str | None) -> Iterator[tuple[str, int]]:
    """Yield what a table holds with its weight."""
    for line in text.strip().splitlines():
        weight, held = line.split(": ", 1)
        yield from ((name.strip(), int(weight)) for name in held.split(separator))


OF_WORDS = dict(_weights(WORDS, None))
"""The weight by word."""

OF_EVENTS = dict(_weights(EVENTS, ","))
"""The weight by name."""
