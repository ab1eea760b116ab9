//! The pages that the guide was read on.

use crate::rule::{Confidence, Source};

/// The day on which they were read.
const READ: &str = "2026-11-22";

macro_rules! sources {
    ($($(#[$doc:meta])* $name:ident = $confidence:ident $title:literal $url:literal;)*) => {
        $($(#[$doc])* pub static $name: Source = Source {
            title: $title,
            url: $url,
            read: READ,
            confidence: Confidence::$confidence,
        };)*
    };
}

sources! {
    /// The steps of the online application.
    ONLINE_STEPS = Official "J-LIS: application by smartphone or PC"
        "https://www.kojinbango-card.go.jp/category/en/page/2/";
    /// Ways to apply, and how long it takes.
    ENGLISH_TOP = Official "J-LIS: Individual Number Card"
        "https://www.kojinbango-card.go.jp/en/";
    /// The form for writing by hand.
    HANDWRITTEN = Reported "J-LIS: 手書き用の交付申請書"
        "https://www.kojinbango-card.go.jp/download/";
    /// What is written on the pre-printed form.
    PREPRINTED = Relayed "大泉町: how to fill in the application form"
        "https://www.oizumi-tabunka.jp/archives/39422.htm";
    /// Printed data that has changed.
    PRINTED = Relayed "所沢市: マイナンバーカードの申請（印字内容の変更）"
        "https://www.city.tokorozawa.saitama.jp/kurashi/mynumber/mynumbercard/simin20190912card_kousin.html";
    /// The address for applications by post; validity and fee.
    CARD_VALIDITY = Relayed "島本町: マイナンバーカードの申請"
        "https://www.town.shimamoto.lg.jp/soshiki/13/2151.html";
    /// The counter.
    COUNTER = Relayed "田原本町: マイナンバーカードの申請"
        "http://www.town.tawaramoto.nara.jp/kurashi/mynumber/3344.html";
    /// Cards without a photo.
    INFANTS = Relayed "伊那市: 顔写真なしのマイナンバーカード"
        "https://www.inacity.jp/kurashi/my_number/my_number_card/kaonashi_mynum.html";
    /// How a special case is told, and the Japanese line.
    PHOTO_PAGE = Official "J-LIS: 顔写真のチェックポイント"
        "https://www.kojinbango-card.go.jp/apprec/abroad/procedure/photo/";
    /// Validity for foreign residents.
    STAY_AND_CARD = Relayed "山陽小野田市: 外国人住民のマイナンバーカードの有効期限"
        "https://www.city.sanyo-onoda.lg.jp/soshiki/11/kozinbangouka-dogaikokujinyuukoukigen.html";
    /// Applying shortly before the stay ends.
    STAY_SOON = Relayed "対馬市: 在留期間の満了が近い方の申請"
        "https://www.city.tsushima.nagasaki.jp/gyousei/soshiki/shimin/shiminka/bangouseido/674.html";
    /// How long the certificates hold; renewal.
    CERTIFICATE_VALIDITY = Relayed "大口町: 電子証明書の有効期間と更新"
        "https://www.town.oguchi.lg.jp/7612.htm";
    /// Who is not issued the certificate for signatures, and when it lapses.
    SIGNATURE_CERTIFICATE = Relayed "世田谷区: 公的個人認証サービス（電子証明書）"
        "https://www.city.setagaya.lg.jp/mokuji/kurashi/002/003/d00186361.html";
    /// Express issue and what a new card costs.
    EXPRESS = Relayed "南風原町: マイナンバーカードの特急発行"
        "http://www.town.haebaru.lg.jp/docs/2024112100043/";
    /// Express issue: only at the counter.
    EXPRESS_COUNTER = Relayed "三木市: マイナンバーカードの特急発行"
        "https://www.city.miki.lg.jp/soshiki/21/75746.html";
    /// After moving.
    MOVING = Relayed "東松山市: 引越しとマイナンバーカード"
        "https://www.city.higashimatsuyama.lg.jp/soshiki/28/42439.html";
    /// The call centre for five languages.
    CALL_CENTRE = Official "J-LIS: call centre"
        "https://www.kojinbango-card.go.jp/tag/8/";
    /// That there is a second line, in further languages.
    CALL_CENTRE_SECOND = Relayed "大泉町: call centre in further languages"
        "http://www.oizumi-tabunka.jp/archives/16021.htm";
}
