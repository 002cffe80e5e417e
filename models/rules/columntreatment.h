// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/keytable.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace muster {

/// What becomes of the values of a column on their way into an export. Columns that are not to leave at all are not
/// asked for.
enum class ColumnTreatment {
    AsIs,
    Masked, ///< See CellTreatment::masked(): nobody can tell the people apart by it.
    Pseudonym, ///< See CellTreatment::pseudonym(): the same value is the same pseudonym in all exports with one key.
};

template <>
inline constexpr KeyTable<ColumnTreatment, 3> keyTable<ColumnTreatment>{{
    {ColumnTreatment::AsIs, QLatin1String("as_is")},
    {ColumnTreatment::Masked, QLatin1String("masked")},
    {ColumnTreatment::Pseudonym, QLatin1String("pseudonym")},
}};

/// The column that every export has first, as the files name it.
inline constexpr QLatin1String contactIdColumn("contactId");

/// A column that is not written as it is.
struct TreatedColumn
{
    QString column; ///< An attribute, or contactIdColumn.
    ColumnTreatment treatment = ColumnTreatment::Masked;
    bool operator==(const TreatedColumn &) const = default;
};

/// Those columns of an export that are treated, each once; never AsIs.
using TreatedColumns = QList<TreatedColumn>;

class JsonMembers;

/// The member "treated" of orders and presets: [{column, treatment}], only there where some column is treated.
void describeTreated(JsonMembers &members, TreatedColumns &treated);

[[nodiscard]] ColumnTreatment treatmentOf(const TreatedColumns &treated, const QString &column);
/// The names of those that are treated so, in their order.
[[nodiscard]] QStringList columnsTreated(const TreatedColumns &treated, ColumnTreatment treatment);
/// Some column has pseudonyms, so a key is needed.
[[nodiscard]] bool needsPseudonymKey(const TreatedColumns &treated);
/// Without those that are neither among `columns` nor contactIdColumn.
[[nodiscard]] TreatedColumns treatedAmong(const TreatedColumns &treated, const QStringList &columns);

} // namespace muster
