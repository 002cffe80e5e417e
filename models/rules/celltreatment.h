// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/columntreatment.h"
#include "network/wire/recordpage.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"
#include "network/wire/segment.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What stands in an export in the place of a value. The same value always gives the same text. Any thread.
class CellTreatment
{
public:
    static constexpr std::string_view pseudonymPrefix = "ps_";
    /// Letters and digits behind the prefix, of five bits each: a hundred bits, so that two values of a tenant's never
    /// share a pseudonym.
    static constexpr int pseudonymLetters = 20;

    /// `key`: of the pseudonyms; empty where there are none.
    explicit CellTreatment(Secret key)
        : m_key(std::move(key))
    {
    }

    /// By what the value itself is, whatever the column is called. A phone number in international form that is valid
    /// by the numbering plans: "[PHONE_MASKED:34]", its last two digits. An e-mail address: "[EMAIL_MASKED]". All else:
    /// "[MASKED]". `value` is not empty.
    [[nodiscard]] static std::string masked(std::string_view value);
    /// "ps_" and twenty of a-z and 2-7: the first hundred bits of HMAC-SHA-256 (RFC 2104) of "muster export pseudonym
    /// 1", a zero byte and the value, in the alphabet of RFC 4648 section 6, in small letters. A phone number in
    /// international form that is valid by the numbering plans is taken in its E.164 form, however it is spaced; every
    /// other value byte for byte. `value` is not empty.
    [[nodiscard]] std::string pseudonym(std::string_view value) const;

private:
    const Secret m_key;
};

/// Decodes pages and treats them before anybody sees them, so that neither files nor windows nor notices ever hold what
/// was to be masked. Absent, empty and null values stay so, whatever the treatment: fill rates are those of the raw
/// page. Where anything is treated, members that nobody asked for are dropped: what they hold is not known. Any thread.
class TreatedPages final : public PageDecoder
{
public:
    TreatedPages(std::shared_ptr<const PageDecoder> decoder, const QStringList &attributes,
                 const TreatedColumns &treated, Secret key);
    /// `decoder` itself where nothing is treated.
    [[nodiscard]] static std::shared_ptr<const PageDecoder> over(std::shared_ptr<const PageDecoder> decoder,
                                                                 const QStringList &attributes,
                                                                 const TreatedColumns &treated, const Secret &key);

    [[nodiscard]] Result<RecordPage> decode(const RawPage &page) const override;

private:
    [[nodiscard]] RecordPage treat(const RecordPage &raw) const;

    const std::shared_ptr<const PageDecoder> m_decoder;
    const CellTreatment m_cells;
    ColumnTreatment m_idTreatment = ColumnTreatment::AsIs;
    std::vector<ColumnTreatment> m_treatments; ///< One for each attribute.
};

} // namespace muster
