// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/recordpage.h"

#include <QByteArray>
#include <QStringList>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Cuts the cursor out of the end of a page without parsing the page: the text of `member`, or empty when it is null.
/// Given only when it can be nothing but a member of the page itself: behind it come at most `numberBehind` (a member
/// that is a number; empty: none) and the page's closing brace. nullopt: not there, too long, or holding an escape. The
/// decoded page has the last word.
[[nodiscard]] std::optional<QByteArray> tailCursor(QByteArrayView body, QByteArrayView member,
                                                   QByteArrayView numberBehind = {});

/// What is wrong with the contact id of a record, as QuarantinedRecord::reason says it (F62): "empty", "too_long",
/// "control_characters", "path_characters"; nullptr: nothing.
[[nodiscard]] const char *recordIdFault(std::string_view id);

/// Where things stand in a page: names of members, not to be escaped in JSON. Points into constants.
struct RecordPageShape
{
    std::string_view records; ///< The array.
    std::string_view id;
    std::string_view values; ///< The object with the columns; empty: they are members of the record itself.
    std::string_view cursor;
    std::string_view count; ///< Empty: pages say no count.
};

/// Contract section 3.
inline constexpr RecordPageShape segmentPageShape{"items", "contactId", "attributes", "continuationToken", "count"};
/// Contract section 6.1.
inline constexpr RecordPageShape contactListPageShape{"contacts", "id", "", "nextPageUri", ""};

/// Decodes pages of records with simdjson On-Demand; see resources/decisions/record-page-decoder.md.
/// Every byte of the answer is validated, members nobody asked for included. Any thread; no state but the names.
class RecordPageDecoder final : public PageDecoder
{
public:
    static constexpr std::size_t maxRows = 1'000'000; ///< F66
    static constexpr qsizetype maxBytes = 64 << 20; ///< F66
    static constexpr std::size_t maxIdBytes = 256; ///< F62

    explicit RecordPageDecoder(const QStringList &columns, const RecordPageShape &shape = segmentPageShape);

    /// An UnexpectedShape names the member in `details`. No error holds a value of the page (S07), only offsets.
    [[nodiscard]] Result<RecordPage> decode(const RawPage &page) const override;

private:
    RecordPageShape m_shape;
    std::vector<std::string> m_names; ///< UTF-8, unescaped, in column order.
};

} // namespace muster
