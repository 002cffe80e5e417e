// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadrule.h"

namespace muster {

UploadRuleFacts factsOf(UploadRule rule)
{
    using Scope = UploadScope;
    using Origin = UploadOrigin;
    using Mend = UploadMend;
    switch (rule) {
    case UploadRule::FileType:
    case UploadRule::Encoding:
    case UploadRule::Separator:
    case UploadRule::FileRows:
    case UploadRule::FileBytes:
        return {Scope::File, Origin::Published, true, Mend::Mended};
    case UploadRule::ByteOrderMark:
    case UploadRule::LineEnds:
        return {Scope::File, Origin::Advice, false, Mend::Mended};
    case UploadRule::NoRows:
        return {Scope::File, Origin::OwnUpload, true, Mend::None};
    case UploadRule::EncodingGuessed:
    case UploadRule::HeaderGuessed:
        return {Scope::File, Origin::Advice, false, Mend::None};
    case UploadRule::NoIdColumn:
    case UploadRule::NoPhoneColumn:
        return {Scope::Columns, Origin::Interface, true, Mend::None};
    case UploadRule::ColumnNameless:
    case UploadRule::ColumnRepeated:
    case UploadRule::ColumnCharacters:
    case UploadRule::HeaderLong:
        return {Scope::Columns, Origin::OwnUpload, true, Mend::None};
    case UploadRule::NotText:
    case UploadRule::Nul:
    case UploadRule::QuoteOpen:
    case UploadRule::TextBehindQuote:
    case UploadRule::TooLarge:
        return {Scope::Reading, Origin::OwnUpload, true, Mend::None};
    case UploadRule::EmptyColumns:
    case UploadRule::RowEmpty:
        return {Scope::Row, Origin::Advice, false, Mend::Mended};
    case UploadRule::RowLongAsWritten:
        return {Scope::Row, Origin::Published, true, Mend::Mended};
    case UploadRule::RowLong:
        return {Scope::Row, Origin::Published, true, Mend::LeftOut};
    case UploadRule::IdMissing:
        return {Scope::Row, Origin::Interface, true, Mend::LeftOut};
    case UploadRule::CellsMissing:
    case UploadRule::CellsExtra:
    case UploadRule::CellCharacters:
    case UploadRule::LineBreak:
    case UploadRule::IdRepeated:
    case UploadRule::PhoneMissing:
    case UploadRule::PhoneUnreadable:
    case UploadRule::PhoneLength:
    case UploadRule::PhoneText:
    case UploadRule::PhoneDamaged:
        return {Scope::Row, Origin::OwnUpload, true, Mend::LeftOut};
    case UploadRule::IdNotDigits:
    case UploadRule::NumberExpected:
        return {Scope::Row, Origin::Interface, false, Mend::None};
    case UploadRule::OuterBlanks:
    case UploadRule::PhoneNeedsRegion:
    case UploadRule::PhoneOther:
    case UploadRule::PhoneRepeated:
    case UploadRule::TimeZone:
    case UploadRule::DateForm:
        return {Scope::Row, Origin::Advice, false, Mend::None};
    }
    Q_UNREACHABLE();
}

} // namespace muster
