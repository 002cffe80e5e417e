// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberplan.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QRegularExpression>
#include <dlfcn.h>
#include <phonenumbers/phonemetadata.pb.h>
#include <phonenumbers/phonenumberutil.h>
#include <set>

namespace i18n::phonenumbers {
// Weak: a library without them is no error, the engine then leaves everything to the library.
[[gnu::weak]] int metadata_size();
[[gnu::weak]] const void *metadata_get();
} // namespace i18n::phonenumbers

namespace muster {

RegionList::RegionList()
{
    std::set<std::string> ids;
    i18n::phonenumbers::PhoneNumberUtil::GetInstance()->GetSupportedRegions(&ids);
    m_ids.emplace_back();
    m_ids.insert(m_ids.end(), ids.begin(), ids.end());
    m_ids.emplace_back("001");
    for (std::size_t i = 1; i < m_ids.size(); ++i)
        m_indices.emplace(m_ids[i], RegionIndex(i));
}

RegionIndex RegionList::indexOf(std::string_view id) const
{
    const auto found = m_indices.find(std::string(id));
    return found == m_indices.end() ? RegionIndex(0) : found->second;
}

namespace {

using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneNumberDesc;

NumberShape shapeOf(const PhoneNumberDesc &desc)
{
    NumberShape shape{.pattern = desc.national_number_pattern(), .anyLength = desc.possible_length_size() == 0};
    for (const int length : desc.possible_length()) {
        if (length >= 0 && length < 32)
            shape.lengths |= 1u << length;
    }
    shape.example = desc.example_number();
    return shape;
}

RegionPlan regionOfMetadata(const PhoneMetadata &data)
{
    RegionPlan plan{.id = data.id(),
                    .callingCode = data.country_code(),
                    .mainOfCallingCode = data.main_country_for_code(),
                    .hasLeadingDigits = data.has_leading_digits(),
                    .leadingDigits = data.leading_digits(),
                    .internationalPrefix = data.international_prefix(),
                    .nationalPrefix = data.national_prefix_for_parsing(),
                    .transformRule = data.national_prefix_transform_rule(),
                    .extensionPrefix = data.has_preferred_extn_prefix() ? data.preferred_extn_prefix() : " ext. ",
                    .general = shapeOf(data.general_desc()),
                    .types = {shapeOf(data.premium_rate()), shapeOf(data.toll_free()), shapeOf(data.shared_cost()),
                              shapeOf(data.voip()), shapeOf(data.personal_number()), shapeOf(data.pager()),
                              shapeOf(data.uan()), shapeOf(data.voicemail()), shapeOf(data.fixed_line()),
                              shapeOf(data.mobile())},
                    .sameMobileAndFixed = data.same_mobile_and_fixed_line_pattern()};
    plan.possibleLengths.assign(data.general_desc().possible_length().begin(),
                                data.general_desc().possible_length().end());
    plan.localLengths.assign(data.general_desc().possible_length_local_only().begin(),
                             data.general_desc().possible_length_local_only().end());
    for (const auto &format : data.number_format()) {
        const int leading = format.leading_digits_pattern_size();
        plan.formats.push_back({format.pattern(), leading > 0 ? format.leading_digits_pattern(leading - 1) : "",
                                format.format(), format.national_prefix_formatting_rule()});
    }
    return plan;
}

bool hasMetadata()
{
    return i18n::phonenumbers::metadata_size != nullptr && i18n::phonenumbers::metadata_get != nullptr;
}

/// The library tells its version nowhere. Digests of the metadata of those that are in long use, with the day of their
/// release (tags of the libphonenumber project).
struct KnownEdition
{
    const char *sha256, *version;
    QDate released;
};
const KnownEdition knownEditions[] = {
    {"eb5a1390d6b3a0507bd8643b029ea625a33e2d4c69f6e3bbab2c0822348f5057", "8.12.57", QDate(2022, 10, 11)},
};

PlanEdition readInstalledEdition()
{
    PlanEdition edition;
    if (hasMetadata()) {
        const QByteArray digest
            = QCryptographicHash::hash(QByteArray::fromRawData(
                                           static_cast<const char *>(i18n::phonenumbers::metadata_get()),
                                           i18n::phonenumbers::metadata_size()),
                                       QCryptographicHash::Sha256)
                  .toHex();
        for (const KnownEdition &known : knownEditions) {
            if (digest == known.sha256)
                return {PlanEdition::Origin::Installed, QString::fromLatin1(known.version), known.released};
        }
    }
    Dl_info info{};
    const auto anyFunction = reinterpret_cast<const void *>(&i18n::phonenumbers::PhoneNumberUtil::GetInstance);
    if (dladdr(anyFunction, &info) != 0 && info.dli_fname != nullptr) {
        static const QRegularExpression version(QStringLiteral(R"(\.so\.(\d+(?:\.\d+)*)$)"));
        edition.version = version.match(QFileInfo(QFile::decodeName(info.dli_fname)).canonicalFilePath()).captured(1);
    }
    return edition;
}

} // namespace

PlanEdition installedEdition()
{
    static const PlanEdition edition = readInstalledEdition(); // the library stays the same while Muster runs
    return edition;
}

std::optional<NumberPlan> loadInstalledPlan()
{
    if (!hasMetadata())
        return std::nullopt;
    i18n::phonenumbers::PhoneMetadataCollection collection;
    if (!collection.ParseFromArray(i18n::phonenumbers::metadata_get(), i18n::phonenumbers::metadata_size()))
        return std::nullopt;
    NumberPlan plan{.edition = installedEdition()};
    plan.regions.reserve(std::size_t(collection.metadata_size()));
    for (const PhoneMetadata &data : collection.metadata()) {
        if (data.id() != "ZZ") // what the library skips, too
            plan.regions.push_back(regionOfMetadata(data));
    }
    return plan;
}

} // namespace muster
