// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxlist.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <string_view>

namespace muster {

/// An attribute that the contacts of a list may have besides those they are made with.
struct SandboxListAttribute
{
    enum class Type { String, Integer, Decimal, Boolean, Date, Picklist };
    QString name;
    Type type = Type::String;

    /// As the schema spells the type. "picklist" is none of the contract's, as services have them; nothing can be
    /// written to it.
    [[nodiscard]] QString typeName() const;
};

/// The schema of a list; "Nobody yet" has an empty one. No name twice, and none of those that a list page has anyway.
[[nodiscard]] const QList<SandboxListAttribute> &sandboxListSchema(const SandboxList &list);

/// What is to be merged into one contact: positions in its list's schema and JSON texts, numbers digit for digit.
struct SandboxEnrichedContact
{
    QString contactId;
    QList<QPair<int, QByteArray>> values;
};

/// Values that were merged into one contact, packed, so that a million enriched contacts stay cheap: position in the
/// schema and JSON text. A value.
class SandboxEnrichedValues
{
public:
    /// In place of the value that the attribute has, or behind all others.
    void set(int attribute, std::string_view json);
    [[nodiscard]] bool isEmpty() const { return m_packed.isEmpty(); }
    /// In the order in which the attributes were first set.
    [[nodiscard]] QList<QPair<int, QByteArray>> all() const;

private:
    QByteArray m_packed; ///< Per value: attribute (2 bytes), length (4 bytes), JSON.
};

} // namespace muster
