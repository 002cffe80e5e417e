// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/publish/peopleselection.h"

#include "models/audiences/estimate/audiencemembers.h"
#include "models/rules/numbers/numberengine.h"

#include <QSet>
#include <algorithm>
#include <string>
#include <vector>

namespace muster {

namespace {

constexpr std::uint32_t rowsBetweenLooks = 4096; ///< At the stop token.

bool isIn(const ContactBits &bits, std::uint32_t row)
{
    return ((bits[row / 64] >> (row % 64)) & 1) != 0;
}

void leaveOut(ContactBits &from, const ContactBits &others)
{
    for (std::size_t word = 0; word < from.size(); ++word)
        from[word] &= ~others[word];
}

/// Who is surely or perhaps in one of those that the audience excludes; empty: it excludes none.
Result<ContactBits> excludedBits(ConditionCache &cache, const PeopleQuestion &question, const std::stop_token &stop)
{
    std::vector<AudienceMembers> members;
    for (const PeopleQuestion::Excluded &audience : question.excluded) {
        auto own = audienceMembers(cache, {audience.criteria, {}}, stop);
        if (!own)
            return failure(ErrorKind::Cancelled);
        // Whom it leaves out itself is no member of it: surely not, where that is sure.
        for (const qsizetype place : audience.exclusions) {
            const AudienceMembers &others = members.at(std::size_t(place));
            leaveOut(own->sure, others.possible);
            leaveOut(own->possible, others.sure);
        }
        members.push_back(*std::move(own));
    }
    ContactBits excluded;
    for (const qsizetype place : question.exclusions) {
        const ContactBits &possible = members.at(std::size_t(place)).possible;
        if (excluded.empty())
            excluded = possible;
        else
            joinWords(excluded.data(), possible.data(), excluded.size(), CriteriaJoin::Or);
    }
    return excluded;
}

/// The number of a text as digits; empty: there is none that would surely ring whom it is meant for.
QString digitsOf(const NumberEngine &engine, std::string_view text, RegionIndex region, bool digitsAreInternational)
{
    std::string completed;
    if (digitsAreInternational && !text.empty()
        && std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; })) {
        completed = '+' + std::string(text);
        text = completed;
    }
    constexpr int doubtful = NumberFinding::LettersAsDigits | NumberFinding::TextAfterNumber
        | NumberFinding::SpreadsheetDamage | NumberFinding::HasExtension;
    const NumberVerdict verdict = engine.classify(text, region);
    if (!verdict.valid() || (verdict.findings & doubtful) != 0)
        return {};
    const std::string e164 = engine.e164Text(verdict, text, region);
    return QString::fromLatin1(e164.data() + 1, qsizetype(e164.size()) - 1); // without the plus
}

class Selection
{
public:
    Selection(const PeopleQuestion &question, const NumberEngine &engine, RegionIndex region)
        : m_question(question)
        , m_contacts(*question.contacts)
        , m_engine(engine)
        , m_region(region)
        , m_id(m_contacts.indexOf(question.choice.idField))
        , m_number(m_contacts.indexOf(question.choice.numberField))
    {
        for (const QString &column : question.choice.columns)
            m_columns.append(m_contacts.indexOf(column));
        m_count.contacts = m_contacts.rowCount();
    }

    /// Of one who matches and is not excluded.
    [[nodiscard]] Result<void> take(std::uint32_t row)
    {
        CallingListPerson person{.id = cell(row, m_id), .digits = {}, .values = {}};
        if (person.id.isEmpty()) {
            ++m_count.withoutId;
            return {};
        }
        if (m_ids.contains(person.id)) {
            ++m_count.repeatedId;
            return {};
        }
        m_ids.insert(person.id);
        person.digits
            = digitsOf(m_engine, m_contacts.cell(row, m_number), m_region, m_question.choice.digitsAreInternational);
        if (person.digits.isEmpty()) {
            ++m_count.withoutNumber;
            return {};
        }
        for (const int column : std::as_const(m_columns))
            person.values.append(cell(row, column));
        if (const auto wrong = m_question.judge(person)) {
            qint64 &counter = wrong->code == u"person_too_long" ? m_count.tooLong
                : wrong->code == u"person_number"               ? m_count.withoutNumber
                                                                : m_count.unusable;
            ++counter;
            return {};
        }
        m_count.repeatedNumber += m_numbers.contains(person.digits) ? 1 : 0;
        m_numbers.insert(person.digits);
        ++m_count.taken;
        return m_people.append(person);
    }

    [[nodiscard]] PublishCount &count() { return m_count; }
    [[nodiscard]] PeopleSelection finish() { return {m_count, m_people.finish()}; }

private:
    /// Blanks around it are not kept on the way, so they do not come along.
    [[nodiscard]] QString cell(std::uint32_t row, int field) const
    {
        const std::string_view text = m_contacts.cell(row, field);
        return QString::fromUtf8(text.data(), qsizetype(text.size())).trimmed();
    }

    const PeopleQuestion &m_question;
    const ContactColumns &m_contacts;
    const NumberEngine &m_engine;
    const RegionIndex m_region;
    const int m_id, m_number;
    QList<int> m_columns;
    QSet<QString> m_ids, m_numbers;
    PublishCount m_count;
    PublishedPeopleBuilder m_people;
};

} // namespace

Result<PeopleSelection> selectPeople(const PeopleQuestion &question, const std::stop_token &stop)
{
    const PublishChoice &choice = question.choice;
    for (const QString &field : QStringList{choice.idField, choice.numberField} + choice.columns) {
        if (question.contacts->indexOf(field) < 0)
            return failure(ErrorKind::BadInput, "publish_field", field);
    }
    const NumberEngine &engine = NumberEngine::shared();
    const RegionIndex region = engine.regions().indexOf(choice.region.toUpper().toStdString());
    if (region == 0 && !choice.region.isEmpty())
        return failure(ErrorKind::BadInput, "publish_region", choice.region);
    if (!CriteriaOutline::of({question.criteria, {}}).takesPart(0))
        return failure(ErrorKind::BadInput, "publish_no_condition");

    ConditionCache cache(question.contacts);
    const auto members = audienceMembers(cache, {question.criteria, {}}, stop);
    if (!members)
        return failure(ErrorKind::Cancelled);
    TRY(excluded, excludedBits(cache, question, stop));
    Selection selection(question, engine, region);
    for (std::uint32_t row = 0; row < question.contacts->rowCount(); ++row) {
        if (row % rowsBetweenLooks == 0 && stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        if (!isIn(members->possible, row)) {
            ++selection.count().notMatching;
        } else if (!isIn(members->sure, row)) {
            ++selection.count().unsure;
        } else if (!excluded->empty() && isIn(*excluded, row)) {
            ++selection.count().excluded;
        } else {
            TRY_VOID(selection.take(row));
        }
    }
    return selection.finish();
}

} // namespace muster
