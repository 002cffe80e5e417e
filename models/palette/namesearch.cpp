// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/palette/namesearch.h"

#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>

namespace muster {

namespace {

// A word's beginning counts more than the beginnings of several words, and those more than a part of one.
constexpr int beginningScore = 100, initialsScore = 70, partScore = 35;
constexpr int wholeWordBonus = 20, firstWordBonus = 25, elsewherePenalty = 40;
constexpr int wholeNameBonus = 120, nameBeginningBonus = 60;

quint64 bitOf(QChar letter)
{
    const char16_t c = letter.unicode();
    if (c >= u'a' && c <= u'z')
        return quint64(1) << (c - u'a');
    if (c >= u'0' && c <= u'9')
        return quint64(1) << (26 + c - u'0');
    return quint64(1) << (36 + c % 28);
}

quint64 maskOf(const QString &letters)
{
    quint64 mask = 0;
    for (const QChar letter : letters)
        mask |= letter == u' ' ? 0 : bitOf(letter);
    return mask;
}

/// Calls `put(letter)` for what becomes of one character; nothing of a mark above or below another.
template <typename Put>
void fold(QChar c, Put put)
{
    if (c.unicode() < 0x80) {
        put(c.toLower());
        return;
    }
    if (c == u'\u00df' || c == u'\u1e9e') { // which Qt folds to themselves
        put(u's');
        put(u's');
        return;
    }
    const QString parts = QString(c).normalized(QString::NormalizationForm_KD).toCaseFolded();
    for (const QChar part : parts) {
        if (!part.isMark())
            put(part);
    }
}

} // namespace

void FoldedName::take(const QString &text)
{
    const bool isName = m_letters.isEmpty();
    QChar before = u' ';
    for (qsizetype i = 0; i < text.size() && m_letters.size() < longest; ++i) {
        const QChar c = text[i];
        const bool isInWord = c.isLetterOrNumber() || c.isSurrogate();
        const bool wasInWord = before.isLetterOrNumber() || before.isSurrogate() || before.isMark();
        // A capital within a word begins one, too: names of systems are written so.
        if (isInWord && (!wasInWord || (before.isLower() && c.isUpper())))
            m_starts.push_back(quint16(m_letters.size()));
        fold(c, [&](QChar letter) {
            m_letters += letter;
            if (isName)
                m_places.push_back(quint16(i));
        });
        before = c;
    }
}

FoldedName::FoldedName(const QString &name, const QString &more)
{
    take(name.left(longest));
    m_nameEnd = m_letters.size();
    if (!more.isEmpty()) {
        m_letters += u' ';
        take(more);
    }
    m_mask = maskOf(m_letters);
}

NameQuery::NameQuery(const QString &typed)
{
    QString folded;
    for (const QChar c : typed.left(longest))
        fold(c, [&folded](QChar letter) { folded += letter; });
    m_words = folded.simplified().split(u' ', Qt::SkipEmptyParts);
    m_typed = m_words.join(u' ');
    for (const QString &word : std::as_const(m_words))
        m_masks << maskOf(word);
}

/// One name and one query; finds the best place of each word.
class NameMatcher
{
public:
    NameMatcher(const FoldedName &name, const NameQuery &query)
        : m_name(name)
        , m_query(query)
    {
    }

    /// `marks`, if any, gets the letters of the name that were found.
    std::optional<int> match(std::vector<bool> *marks)
    {
        int score = 0;
        for (qsizetype i = 0; i < m_query.m_words.size(); ++i) {
            if (m_query.m_masks[i] & ~m_name.m_mask)
                return std::nullopt;
            const std::optional<int> found = matchWord(m_query.m_words[i], marks);
            if (!found)
                return std::nullopt;
            score += *found;
        }
        if (m_query.m_words.isEmpty())
            return 0;
        score /= int(m_query.m_words.size());
        const QStringView name = QStringView(m_name.m_letters).left(m_name.m_nameEnd);
        if (name == m_query.m_typed)
            score += wholeNameBonus;
        else if (name.startsWith(m_query.m_typed))
            score += nameBeginningBonus;
        return std::max(1, score - int(m_name.m_nameEnd) / 8); // of two alike the shorter one
    }

private:
    struct Place
    {
        int score = -1;
        qsizetype at = 0;
    };

    std::optional<int> matchWord(const QString &word, std::vector<bool> *marks)
    {
        Place best = beginning(word);
        if (best.score < 0) {
            if (const std::optional<int> initials = matchInitials(word, marks))
                return initials;
            best = part(word);
        }
        if (best.score < 0)
            return std::nullopt;
        mark(best.at, word.size(), marks);
        return best.score;
    }

    Place beginning(const QString &word) const
    {
        Place best;
        const QStringView letters(m_name.m_letters);
        for (const quint16 start : m_name.m_starts) {
            if (!letters.sliced(start).startsWith(word))
                continue;
            const qsizetype end = start + word.size();
            const bool isWhole = end == letters.size() || !letters[end].isLetterOrNumber();
            const int score = beginningScore + (isWhole ? wholeWordBonus : 0) + (start == 0 ? firstWordBonus : 0)
                - (start >= m_name.m_nameEnd ? elsewherePenalty : 0);
            if (score > best.score)
                best = {score, start};
        }
        return best;
    }

    Place part(const QString &word) const
    {
        const qsizetype at = m_name.m_letters.indexOf(word);
        if (at < 0)
            return {};
        return {partScore - (at + word.size() > m_name.m_nameEnd ? elsewherePenalty / 2 : 0), at};
    }

    /// The word cut into pieces, each at the beginning of a word of the name, in order. The earliest words that do.
    std::optional<int> matchInitials(const QString &word, std::vector<bool> *marks)
    {
        m_word = word;
        m_dead.assign(std::size_t(word.size() * qsizetype(m_name.m_starts.size() + 1)), false);
        m_pieces.clear();
        if (!cut(0, 0))
            return std::nullopt;
        int score = initialsScore - 4 * int(m_pieces.size());
        for (const auto &[at, length] : m_pieces)
            mark(at, length, marks);
        if (m_pieces.front().first == 0)
            score += firstWordBonus;
        if (m_pieces.back().first >= m_name.m_nameEnd)
            score -= elsewherePenalty / 2;
        return score;
    }

    /// The rest of the word from `from`, in words from `start` on. What failed once is not tried again: the work is
    /// bounded by the two lengths, whatever they hold.
    bool cut(qsizetype from, std::size_t start)
    {
        if (from == m_word.size())
            return true;
        const auto state = std::size_t(from) * (m_name.m_starts.size() + 1) + start;
        if (start == m_name.m_starts.size() || m_dead[state])
            return false;
        for (std::size_t next = start; next < m_name.m_starts.size(); ++next) {
            const qsizetype at = m_name.m_starts[next];
            qsizetype length = 0;
            while (from + length < m_word.size() && at + length < m_name.m_letters.size()
                   && m_word[from + length] == m_name.m_letters[at + length])
                ++length;
            for (; length > 0; --length) {
                m_pieces.emplace_back(at, length);
                if (cut(from + length, next + 1))
                    return true;
                m_pieces.pop_back();
            }
        }
        m_dead[state] = true;
        return false;
    }

    void mark(qsizetype at, qsizetype length, std::vector<bool> *marks) const
    {
        if (!marks)
            return;
        for (qsizetype i = at; i < at + length && i < m_name.m_nameEnd; ++i)
            (*marks)[m_name.m_places[std::size_t(i)]] = true;
    }

    const FoldedName &m_name;
    const NameQuery &m_query;
    QStringView m_word;
    std::vector<bool> m_dead;
    std::vector<std::pair<qsizetype, qsizetype>> m_pieces;
};

std::optional<int> nameScore(const FoldedName &name, const NameQuery &query)
{
    return NameMatcher(name, query).match(nullptr);
}

QList<CharRange> nameMarks(const FoldedName &name, const NameQuery &query)
{
    std::vector<bool> marks(std::size_t(FoldedName::longest), false);
    QList<CharRange> ranges;
    if (!NameMatcher(name, query).match(&marks))
        return ranges;
    for (int i = 0; i < int(marks.size()); ++i) {
        if (!marks[std::size_t(i)])
            continue;
        if (!ranges.isEmpty() && ranges.last().start + ranges.last().length == i)
            ++ranges.last().length;
        else
            ranges << CharRange{i, 1};
    }
    return ranges;
}

namespace {

constexpr qint64 sliceNanoseconds = 4'000'000; // a quarter of a frame; the rest is for painting and keys
constexpr int namesBetweenLooks = 32; // at the clock

bool isBetter(const NameSearch::Hit &a, const NameSearch::Hit &b)
{
    return a.score == b.score ? a.place < b.place : a.score > b.score;
}

} // namespace

NameSearch::NameSearch(QObject *parent)
    : QObject(parent)
    , m_slice(new QTimer(this))
{
    m_slice->setInterval(0);
    connect(m_slice, &QTimer::timeout, this, &NameSearch::work);
}

void NameSearch::setNames(qsizetype count, std::function<Named(qsizetype)> read)
{
    m_read = std::move(read);
    m_count = count;
    m_names.clear();
    m_weights.clear();
    m_names.reserve(std::size_t(count)); // room that grows moves all names at once, in one slice
    m_weights.reserve(std::size_t(count));
    m_complete = false;
    m_narrowing = false;
    start();
}

void NameSearch::setQuery(const QString &typed)
{
    NameQuery query(typed);
    if (m_complete && query.narrows(m_query)) {
        m_candidates = std::move(m_found);
        m_narrowing = true;
    } else if (!m_narrowing || !query.narrows(m_query)) {
        m_narrowing = false;
    } // else: what the query before was looking through still holds all that can fit
    m_query = std::move(query);
    start();
}

bool NameSearch::isBusy() const
{
    return m_slice->isActive();
}

void NameSearch::start()
{
    m_next = 0;
    m_complete = false;
    m_found.clear();
    m_best.clear();
    m_slice->start();
}

void NameSearch::work()
{
    QElapsedTimer clock;
    clock.start();
    const qsizetype end = m_narrowing ? qsizetype(m_candidates.size()) : m_count;
    while (m_next < end) {
        look(m_narrowing ? m_candidates[std::size_t(m_next)] : m_next);
        ++m_next;
        if (m_next % namesBetweenLooks == 0 && clock.nsecsElapsed() > sliceNanoseconds)
            return; // the timer comes back when the window has had its turn
    }
    this->end();
}

void NameSearch::look(qsizetype place)
{
    if (place == qsizetype(m_names.size())) {
        const Named named = m_read(place);
        m_names.emplace_back(named.name, named.more);
        m_weights.push_back(named.weight);
    }
    const std::optional<int> score = nameScore(m_names[std::size_t(place)], m_query);
    if (!score)
        return;
    m_found.push_back(place);
    keep({place, *score + m_weights[std::size_t(place)]});
}

void NameSearch::keep(Hit hit)
{
    if (m_best.size() == std::size_t(mostHits)) {
        if (!isBetter(hit, m_best.front()))
            return;
        std::pop_heap(m_best.begin(), m_best.end(), isBetter);
        m_best.pop_back();
    }
    m_best.push_back(hit);
    std::push_heap(m_best.begin(), m_best.end(), isBetter);
}

void NameSearch::end()
{
    m_slice->stop();
    m_complete = true;
    std::sort(m_best.begin(), m_best.end(), isBetter);
    m_hits.swap(m_best);
    m_hitCount = qsizetype(m_found.size());
    Q_EMIT finished();
}

} // namespace muster
