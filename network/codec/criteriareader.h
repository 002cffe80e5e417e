// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/criteriacodec.h"
#include "network/codec/jsoncursor.h"

namespace muster {

/// What StrictJson has against `json`, in the terms of criteria; nothing: it may be walked over.
[[nodiscard]] std::optional<CriteriaFault> criteriaJsonFault(QByteArrayView json, qsizetype maxBytes);

/// The nodes under a cursor. For the readers of criteria and of what holds some.
class CriteriaReader
{
public:
    CriteriaReader(JsonCursor &cursor, UnknownMembers unknown)
        : m_cursor(cursor)
        , m_unknown(unknown)
    {
    }

    [[nodiscard]] CriteriaRead<CriteriaNode> node(const QString &path);
    [[nodiscard]] CriteriaRead<CriteriaGroup> group(const QString &path);

    /// A fault at the value that comes next.
    [[nodiscard]] tl::unexpected<CriteriaFault> fault(CriteriaFault::Code code, const QString &path,
                                                      const QString &word = {});
    [[nodiscard]] CriteriaRead<QString> text(const QString &path);
    [[nodiscard]] CriteriaRead<CriteriaValue> value(const QString &path);

private:
    struct Parts;
    [[nodiscard]] std::optional<CriteriaFault> member(const QString &path, Parts &parts);
    [[nodiscard]] CriteriaRead<std::vector<CriteriaNode>> members(const QString &path);
    [[nodiscard]] static CriteriaRead<CriteriaNode> assembled(Parts parts, const QString &path, qsizetype offset);

    JsonCursor &m_cursor;
    UnknownMembers m_unknown;
};

} // namespace muster
