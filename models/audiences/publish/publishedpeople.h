// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/callinglist.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <memory>
#include <vector>

namespace muster {

/// People who are to be put into a calling list, frozen: a text whose lines are the people, in the order in which they
/// are sent. Holds numbers of real people: for a private file of the run, never for a log. Immutable; any thread.
class PublishedPeople
{
public:
    static constexpr qsizetype mostBytes = qsizetype(1) << 30;
    static constexpr qint64 mostPeople = 10'000'000;

    /// Damaged "people_file_damaged" where the text is none of ours, or has other columns than `columns`.
    [[nodiscard]] static Result<std::shared_ptr<const PublishedPeople>> of(QByteArray text, qsizetype columns);

    [[nodiscard]] qsizetype size() const { return qsizetype(m_lines.size()) - 1; }
    [[nodiscard]] CallingListPerson at(qsizetype person) const;
    [[nodiscard]] QByteArrayView id(qsizetype person) const; ///< Looks into the text.
    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] const QString &digest() const { return m_digest; } ///< SHA-256 of the text.

private:
    friend class PublishedPeopleBuilder;
    explicit PublishedPeople(QByteArray text);

    QByteArray m_text;
    QString m_digest;
    std::vector<qsizetype> m_lines; ///< Where each begins; the last: the end of the text.
};
using SharedPeople = std::shared_ptr<const PublishedPeople>;

/// Takes people one by one.
class PublishedPeopleBuilder
{
public:
    PublishedPeopleBuilder();
    /// LimitExceeded "people_too_many" (subject: the limit). No text of a person has a control character.
    [[nodiscard]] Result<void> append(const CallingListPerson &person);
    [[nodiscard]] SharedPeople finish(); ///< Once, at the end.

private:
    QByteArray m_text;
    qint64 m_people = 0;
};

} // namespace muster
