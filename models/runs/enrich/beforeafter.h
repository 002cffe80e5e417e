// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "models/runs/enrich/contactvalues.h"

#include <QList>
#include <QString>

namespace muster {

/// What an enrichment would do to what contacts hold now. Counts values of rows that are sent, and of those that keep
/// what they have.
struct BeforeAfter
{
    static constexpr qsizetype maxSamples = 200;

    struct Field
    {
        qint64 fills = 0; ///< The contact has none.
        qint64 changes = 0; ///< It has another.
        qint64 same = 0; ///< It has that very value.
        qint64 held = 0; ///< It has one that may not be written over, see FieldWrite::OnlyIfEmpty.
        bool operator==(const Field &) const = default;
    };
    /// One value that changes or is filled. Holds a person's data: never for a log or the audit file.
    struct Sample
    {
        qint64 row = 0; ///< See SourceRow::number.
        QString contactId, attribute;
        QString before; ///< Empty: it is filled.
        QString after;
        bool operator==(const Sample &) const = default;
    };

    QList<Field> fields; ///< As CheckReport::attributes.
    QList<Sample> samples; ///< The first maxSamples, in the file's order; texts cut to CheckedRow::maxShown bytes.
    qint64 notInList = 0; ///< Contacts of the file that the list does not have.
    bool isShown = false; ///< See ContactValues::areShown(): if not, what looks empty may only be hidden.

    [[nodiscard]] Field overall() const;
    /// A row after its last word. `contact`: of the same list; nullopt: it is not there.
    void add(const CheckedRow &row, const ContactValues &values, const std::optional<ContactValues::Contact> &contact);

private:
    void sample(const CheckedRow &row, const QString &attribute, const HeldValue &before, std::string_view after);
};

} // namespace muster
