// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/publish/publishedpeople.h"

#include <QCryptographicHash>
#include <QStringList>
#include <algorithm>

namespace muster {

namespace {

constexpr QByteArrayView heading = "muster-people 1\n";
constexpr char separator = '\x1f'; // no text of a person has one

void appendCell(QByteArray &text, const QString &cell)
{
    text += separator;
    text += cell.toUtf8();
}

} // namespace

PublishedPeople::PublishedPeople(QByteArray text)
    : m_text(std::move(text))
    , m_digest(QString::fromLatin1(QCryptographicHash::hash(m_text, QCryptographicHash::Sha256).toHex()))
{
    for (qsizetype at = heading.size(); at < m_text.size(); at = m_text.indexOf('\n', at) + 1)
        m_lines.push_back(at);
    m_lines.push_back(m_text.size());
}

Result<SharedPeople> PublishedPeople::of(QByteArray text, qsizetype columns)
{
    const auto damaged = [] { return failure(ErrorKind::Damaged, "people_file_damaged"); };
    if (!text.startsWith(heading) || !text.endsWith('\n') || text.size() > mostBytes)
        return damaged();
    const SharedPeople people(new PublishedPeople(std::move(text)));
    for (qsizetype person = 0; person < people->size(); ++person) {
        const auto line = QByteArrayView(people->m_text)
                              .sliced(people->m_lines[std::size_t(person)],
                                      people->m_lines[std::size_t(person) + 1] - people->m_lines[std::size_t(person)]);
        if (line.size() < 2 || std::ranges::count(line, separator) != columns + 1)
            return damaged();
    }
    return people;
}

CallingListPerson PublishedPeople::at(qsizetype person) const
{
    const qsizetype from = m_lines[std::size_t(person)], to = m_lines[std::size_t(person) + 1] - 1;
    QStringList cells = QString::fromUtf8(QByteArrayView(m_text).sliced(from, to - from)).split(QLatin1Char(separator));
    CallingListPerson found{.id = cells.takeFirst(), .digits = cells.takeFirst(), .values = {}};
    found.values = std::move(cells);
    return found;
}

QByteArrayView PublishedPeople::id(qsizetype person) const
{
    const auto line = QByteArrayView(m_text).sliced(m_lines[std::size_t(person)]);
    return line.first(line.indexOf(separator));
}

PublishedPeopleBuilder::PublishedPeopleBuilder()
    : m_text(heading.toByteArray())
{
}

Result<void> PublishedPeopleBuilder::append(const CallingListPerson &person)
{
    if (++m_people > PublishedPeople::mostPeople)
        return failure(ErrorKind::LimitExceeded, "people_too_many", QString::number(PublishedPeople::mostPeople));
    m_text += person.id.toUtf8();
    appendCell(m_text, person.digits);
    for (const QString &value : person.values)
        appendCell(m_text, value);
    m_text += '\n';
    if (m_text.size() > PublishedPeople::mostBytes)
        return failure(ErrorKind::LimitExceeded, "people_too_many", QString::number(m_people));
    return {};
}

SharedPeople PublishedPeopleBuilder::finish()
{
    return SharedPeople(new PublishedPeople(std::move(m_text)));
}

} // namespace muster
