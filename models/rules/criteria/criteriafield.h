// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/criteria.h"
#include "network/wire/keytable.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace muster {

/// What a field of a data source holds. The contract gives no schema for audiences: types come from a profile file or
/// are inferred from contacts at hand.
enum class CriteriaFieldType { Text, Number, Date, Boolean };

/// A field that conditions can ask for.
struct CriteriaField
{
    QString name; ///< As it is sent; case matters.
    CriteriaFieldType type = CriteriaFieldType::Text;
    QString label; ///< For people; empty: made of the name, see humanisedName().
    QStringList values; ///< Those that are known, for completion; a value beside them is no fault. Usually of text.
    bool operator==(const CriteriaField &) const = default;
};

/// The fields that are known of a source, in the order in which they are shown. A value; copies share. Any thread.
class CriteriaFields
{
public:
    CriteriaFields() = default;
    /// Of fields with the same name the first one stays.
    explicit CriteriaFields(const QList<CriteriaField> &fields);

    /// Nothing is known: then no field is unknown either.
    [[nodiscard]] bool isEmpty() const { return m_fields.isEmpty(); }
    [[nodiscard]] const QList<CriteriaField> &all() const { return m_fields; }
    /// Null: not known. Valid as long as this object.
    [[nodiscard]] const CriteriaField *find(const QString &name) const;
    bool operator==(const CriteriaFields &other) const { return m_fields == other.m_fields; }

private:
    QList<CriteriaField> m_fields;
    QHash<QString, qsizetype> m_places;
};

/// The operators that fit a field: ordering for numbers and dates only (contract section 3 says so for segments; for
/// audiences it is our assumption), parts of a text for text only. In the order in which they are offered.
[[nodiscard]] QList<CriteriaOperator> operatorsFor(CriteriaFieldType type);

template <>
inline constexpr KeyTable<CriteriaFieldType, 4> keyTable<CriteriaFieldType>{
    {{CriteriaFieldType::Text, QLatin1String("text")},
     {CriteriaFieldType::Number, QLatin1String("number")},
     {CriteriaFieldType::Date, QLatin1String("date")},
     {CriteriaFieldType::Boolean, QLatin1String("boolean")}}};

/// What a person calls a field without a label: "annual revenue" from "annual_revenue", "last purchase date" from
/// "lastPurchaseDate"; abbreviations keep their letters ("CRM id" from "CRM_id"). Never empty for a name that is not.
[[nodiscard]] QString humanisedName(const QString &name);
/// The label of the field, else the humanised name.
[[nodiscard]] QString fieldLabel(const CriteriaFields &fields, const QString &name);

} // namespace muster
