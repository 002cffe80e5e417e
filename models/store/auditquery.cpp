// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditquery.h"

#include "models/store/auditline.h"

#include <QJsonDocument>
#include <algorithm>
#include <limits>

namespace muster {

namespace {

constexpr std::array endings{"complete", "paused", "halted", "failed", "refused", "cancelled", "discarded"};

char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

/// `needle` is folded and not empty.
bool containsFolded(QByteArrayView text, QByteArrayView needle)
{
    const auto same = [](char a, char b) { return folded(a) == b; };
    return std::search(text.begin(), text.end(), needle.begin(), needle.end(), same) != text.end();
}

/// Puts a fact where it belongs; `text` gives its value.
template <typename Text>
void take(AuditKeys &keys, QString &outcome, QByteArrayView name, const Text &text)
{
    if (name == QByteArrayView("profile"))
        keys.connection = text();
    else if (name == QByteArrayView("outcome"))
        outcome = text();
    else if (name == QByteArrayView("interaction"))
        keys.interaction = text();
    for (std::size_t kind = 0; kind < auditObjectFacts.size(); ++kind) {
        if (name == QByteArrayView(auditObjectFacts[kind]))
            keys.objects[kind] = text();
    }
}

} // namespace

QString auditJob(const QString &event)
{
    if (event == QLatin1String("transcript_extracted"))
        return QStringLiteral("transcripts");
    return event.section(u'.', 0, 0);
}

QString auditOutcome(const QString &event, const QString &outcomeFact)
{
    if (!outcomeFact.isEmpty())
        return outcomeFact;
    const QString last = event.section(u'.', -1);
    if (last == QLatin1String("completed"))
        return QStringLiteral("complete");
    const bool isEnd = std::any_of(endings.begin(), endings.end(),
                                   [&](const char *ending) { return last == QLatin1String(ending); });
    return isEnd ? last : QString();
}

AuditKeys AuditKeys::of(const QByteArray &line)
{
    const auto plain = AuditLine::parse(line);
    if (!plain) {
        const auto entry = decodeAuditEntry(line);
        return entry ? of(*entry)
                     : AuditKeys{.at = std::numeric_limits<qint64>::min(), .event = QStringLiteral("audit.unreadable")};
    }
    if (!plain->isWhole())
        return {.at = std::numeric_limits<qint64>::min(), .event = QStringLiteral("audit.unreadable")};
    AuditKeys keys{.at = plain->at,
                   .event = QString::fromLatin1(plain->event),
                   .runId = QString::fromLatin1(plain->run),
                   .actor = QString::fromLatin1(plain->actor)};
    QString outcome;
    for (const auto &[name, value] : plain->texts)
        take(keys, outcome, name, [value = value] { return QString::fromLatin1(value); });
    keys.outcome = auditOutcome(keys.event, outcome);
    return keys;
}

AuditKeys AuditKeys::of(const AuditEntry &entry)
{
    AuditKeys keys{.at = entry.at.isValid() ? entry.at.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min(),
                   .event = entry.event,
                   .runId = entry.runId,
                   .actor = entry.actor};
    QString outcome;
    for (auto fact = entry.facts.begin(); fact != entry.facts.end(); ++fact)
        take(keys, outcome, fact.key().toUtf8(), [&] { return fact.value().toString(); });
    keys.outcome = auditOutcome(keys.event, outcome);
    return keys;
}

AuditTextFilter::AuditTextFilter(const AuditQuery &query)
    : m_text(query.text)
    , m_events(query.textEvents)
{
    const bool isAscii
        = std::all_of(m_text.begin(), m_text.end(), [](QChar c) { return c >= u' ' && c <= u'~' && c != u'\\'; });
    if (isAscii) {
        m_folded = m_text.toLatin1();
        std::transform(m_folded.begin(), m_folded.end(), m_folded.begin(), folded);
    }
}

bool AuditTextFilter::fits(const QByteArray &line) const
{
    if (m_text.isEmpty())
        return true;
    const auto plain = m_folded.isEmpty() ? std::nullopt : AuditLine::parse(line);
    if (!plain) { // letters beyond ASCII, in the text or in the entry
        const auto entry = decodeAuditEntry(line);
        return entry && fits(*entry);
    }
    if (containsFolded(plain->facts, m_folded) || containsFolded(plain->event, m_folded)
        || containsFolded(plain->run, m_folded) || containsFolded(plain->actor, m_folded))
        return plain->isWhole();
    return !m_events.isEmpty() && m_events.contains(QString::fromLatin1(plain->event)) && plain->isWhole();
}

bool AuditTextFilter::fits(const AuditEntry &entry) const
{
    if (m_text.isEmpty() || m_events.contains(entry.event))
        return true;
    const auto holds = [this](const QString &text) { return text.contains(m_text, Qt::CaseInsensitive); };
    return holds(entry.event) || holds(entry.runId) || holds(entry.actor)
        || holds(QString::fromUtf8(QJsonDocument(entry.facts).toJson(QJsonDocument::Compact)));
}

AuditColumns::AuditColumns(qint64 first)
    : m_first(first)
    , m_words{QString()}
    , m_sets{Objects{}}
{
    m_setPlaces.insert(QByteArray(reinterpret_cast<const char *>(m_sets.first().data()), sizeof(Objects)), 0);
}

AuditColumns::Word AuditColumns::wordOf(const QString &text)
{
    if (text.isEmpty())
        return 0;
    if (const auto known = m_wordPlaces.constFind(text); known != m_wordPlaces.cend())
        return *known;
    m_words.append(text);
    const Word word = Word(m_words.size() - 1);
    m_wordPlaces.insert(text, word);
    return word;
}

void AuditColumns::add(Column &column, Word word)
{
    column.words.push_back(word);
    if (word == 0)
        return;
    if (column.isKnown.size() <= word)
        column.isKnown.resize(word + 1);
    if (!column.isKnown[word]) {
        column.isKnown[word] = true;
        column.values.append(word);
    }
}

quint32 AuditColumns::setOf(const Objects &objects)
{
    const QByteArray bytes(reinterpret_cast<const char *>(objects.data()), sizeof(Objects));
    if (const auto known = m_setPlaces.constFind(bytes); known != m_setPlaces.cend())
        return *known;
    m_sets.append(objects);
    const auto place = quint32(m_sets.size() - 1);
    m_setPlaces.insert(bytes, place);
    return place;
}

void AuditColumns::append(const AuditKeys &keys)
{
    const Word run = wordOf(keys.runId);
    Objects objects{};
    for (std::size_t kind = 0; kind < objectKinds; ++kind)
        objects[kind] = wordOf(keys.objects[kind]);
    Word connection = wordOf(keys.connection);
    if (run != 0) {
        Inherited &inherited = m_runs[run];
        connection = inherited.connection = connection != 0 ? connection : inherited.connection;
        for (std::size_t kind = 0; kind < objectKinds; ++kind)
            objects[kind] = inherited.objects[kind] = objects[kind] != 0 ? objects[kind] : inherited.objects[kind];
    }
    m_at.push_back(keys.at);
    add(m_event, wordOf(keys.event));
    add(m_run, run);
    add(m_actor, wordOf(keys.actor));
    add(m_outcome, wordOf(keys.outcome));
    add(m_interaction, wordOf(keys.interaction));
    add(m_connection, connection);
    m_objects.push_back(setOf(objects));
}

std::vector<quint32> AuditColumns::find(const AuditQuery &query, qint64 after) const
{
    std::vector<quint32> found;
    bool isPossible = true;
    const auto wanted = [&](const QString &text) {
        const Word word = text.isEmpty() ? 0 : m_wordPlaces.value(text, 0);
        isPossible = isPossible && (text.isEmpty() || word != 0);
        return word;
    };
    struct Equal
    {
        const std::vector<Word> &column;
        Word word;
    };
    std::vector<Equal> equal;
    for (const auto &[column, text] : {std::pair(&m_run, &query.runId),
                                       {&m_interaction, &query.interaction},
                                       {&m_event, &query.event},
                                       {&m_outcome, &query.outcome},
                                       {&m_connection, &query.connection},
                                       {&m_actor, &query.actor}}) {
        if (const Word word = wanted(*text); word != 0)
            equal.push_back({column->words, word});
    }
    const Word object = wanted(query.object);
    std::vector<bool> hasObject; // by set
    if (object != 0) {
        for (const Objects &objects : m_sets)
            hasObject.push_back(std::find(objects.begin(), objects.end(), object) != objects.end());
    }
    std::vector<bool> isOfJob; // by word
    if (!query.job.isEmpty()) {
        isOfJob.resize(std::size_t(m_words.size()));
        for (const Word event : m_event.values)
            isOfJob[event] = auditJob(m_words[event]) == query.job;
    }
    if (!isPossible)
        return found;
    const qint64 since = query.since.isValid() ? query.since.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min();
    const bool hasUntil = query.until.isValid();
    const qint64 until = hasUntil ? query.until.toMSecsSinceEpoch() : 0;
    for (std::size_t row = std::size_t(std::max<qint64>(after - m_first + 1, 0)); row < m_at.size(); ++row) {
        const bool fits = m_at[row] >= since && (!hasUntil || m_at[row] < until)
            && std::all_of(equal.begin(), equal.end(), [&](const Equal &one) { return one.column[row] == one.word; })
            && (object == 0 || hasObject[m_objects[row]]) && (isOfJob.empty() || isOfJob[m_event.words[row]]);
        if (fits)
            found.push_back(quint32(m_first + qint64(row)));
    }
    return found;
}

AuditLines AuditColumns::fold(const std::vector<quint32> &found, const std::vector<quint32> &shown) const
{
    constexpr quint32 none = std::numeric_limits<quint32>::max();
    struct Last
    {
        quint32 sequence = 0; ///< Of the latest entry of a run.
        quint32 line = none;
    };
    struct Draft
    {
        quint32 newest = 0, count = 0; ///< Place in `found`.
        quint32 continues = 0;
    };
    std::vector<Last> lasts(std::size_t(m_words.size())); // by run
    const auto row = [this](quint32 sequence) { return std::size_t(sequence - m_first); };
    for (const quint32 sequence : shown)
        lasts[m_run.words[row(sequence)]] = {sequence, none};
    std::vector<Draft> drafts;
    std::vector<quint32> draftOf(found.size());
    quint32 before = shown.empty() ? 0 : shown.back();
    for (quint32 place = 0; place < found.size(); ++place) {
        const quint32 sequence = found[place];
        const Word run = m_run.words[row(sequence)];
        Last &last = lasts[run];
        const bool joins = run != 0 && last.sequence != 0
            && m_event.words[row(sequence)] == m_event.words[row(last.sequence)]
            && (last.sequence == before || sequence - last.sequence <= AuditLines::foldReach);
        if (!joins || last.line == none) {
            drafts.push_back({.continues = joins ? last.sequence : 0});
            last.line = quint32(drafts.size() - 1);
        }
        last.sequence = before = sequence;
        draftOf[place] = last.line;
        drafts[last.line].newest = place;
        ++drafts[last.line].count;
    }
    AuditLines lines;
    lines.lines.reserve(drafts.size());
    std::vector<quint32> ends(drafts.size()); // where the next entry of each goes
    quint32 first = 0;
    for (quint32 place = 0; place < found.size(); ++place) {
        const Draft &draft = drafts[draftOf[place]];
        if (draft.newest != place)
            continue;
        lines.lines.push_back({first, draft.count, draft.continues});
        ends[draftOf[place]] = first;
        first += draft.count;
    }
    lines.sequences.resize(found.size());
    for (quint32 place = 0; place < found.size(); ++place)
        lines.sequences[ends[draftOf[place]]++] = found[place];
    return lines;
}

QStringList AuditColumns::valuesOf(const Column &column) const
{
    QStringList values;
    for (const Word word : column.values)
        values.append(m_words[word]);
    return values;
}

} // namespace muster
