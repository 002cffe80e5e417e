// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/mappingsuggestions.h"

#include "network/wire/mapped.h"

#include <QHash>
#include <QSet>
#include <QStringList>
#include <algorithm>
#include <array>
#include <tuple>

namespace muster {

namespace {

constexpr int fullWeight = 10, fillerWeight = 2;
constexpr qsizetype mostNameWords = 12, longestName = 200;

struct Synonym
{
    const char *word;
    const char *meaning; ///< Words parted by spaces.
};

// Looked up word by word, accents already gone. Kept sorted.
constexpr std::array synonyms = {
    Synonym{"adr", "address"},
    Synonym{"adresse", "address"},
    Synonym{"amt", "amount"},
    Synonym{"anniversaire", "birth date"},
    Synonym{"apellido", "last name"},
    Synonym{"betrag", "amount"},
    Synonym{"birthdate", "birth date"},
    Synonym{"birthday", "birth date"},
    Synonym{"cell", "mobile"},
    Synonym{"cellphone", "mobile"},
    Synonym{"cidade", "city"},
    Synonym{"ciudad", "city"},
    Synonym{"company", "company"},
    Synonym{"correo", "email"},
    Synonym{"courriel", "email"},
    Synonym{"datum", "date"},
    Synonym{"dob", "birth date"},
    Synonym{"epost", "email"},
    Synonym{"familyname", "last name"},
    Synonym{"firma", "company"},
    Synonym{"firstname", "first name"},
    Synonym{"fname", "first name"},
    Synonym{"forename", "first name"},
    Synonym{"geburtsdatum", "birth date"},
    Synonym{"geburtstag", "birth date"},
    Synonym{"given", "first"},
    Synonym{"givenname", "first name"},
    Synonym{"handy", "mobile"},
    Synonym{"land", "country"},
    Synonym{"lang", "language"},
    Synonym{"lastname", "last name"},
    Synonym{"lname", "last name"},
    Synonym{"mail", "email"},
    Synonym{"mobil", "mobile"},
    Synonym{"movil", "mobile"},
    Synonym{"nachname", "last name"},
    Synonym{"nombre", "name"},
    Synonym{"nom", "name"},
    Synonym{"organisation", "company"},
    Synonym{"organization", "company"},
    Synonym{"ort", "city"},
    Synonym{"pays", "country"},
    Synonym{"plz", "zip"},
    Synonym{"postal", "zip"},
    Synonym{"postcode", "zip"},
    Synonym{"postleitzahl", "zip"},
    Synonym{"prenom", "first name"},
    Synonym{"province", "state"},
    Synonym{"punkte", "score"},
    Synonym{"region", "state"},
    Synonym{"sprache", "language"},
    Synonym{"stadt", "city"},
    Synonym{"str", "street"},
    Synonym{"strasse", "street"},
    Synonym{"sum", "amount"},
    Synonym{"summe", "amount"},
    Synonym{"surname", "last name"},
    Synonym{"tel", "phone"},
    Synonym{"telefon", "phone"},
    Synonym{"telefono", "phone"},
    Synonym{"telephone", "phone"},
    Synonym{"total", "amount"},
    Synonym{"town", "city"},
    Synonym{"ville", "city"},
    Synonym{"vorname", "first name"},
    Synonym{"zipcode", "zip"},
};

// Say little about what a column holds.
constexpr std::array<const char *, 14> fillers = {"code", "col", "column", "contact", "crm", "customer", "field",
                                                  "no",   "nr",  "num",    "number",  "of",  "text",     "value"};

const Synonym *synonymOf(const QString &word)
{
    const auto found = std::find_if(synonyms.begin(), synonyms.end(),
                                    [&word](const Synonym &known) { return word == QLatin1String(known.word); });
    return found == synonyms.end() ? nullptr : &*found;
}

/// Words in lower case without accents: "E-Mail2Name" gives e, mail, 2, name.
QStringList split(const QString &name)
{
    QStringList words;
    QString word;
    enum class Kind { None, Lower, Upper, Digit, Other } last = Kind::None;
    const auto flush = [&] {
        if (!word.isEmpty())
            words.append(word);
        word.clear();
    };
    const QString plain = name.left(longestName).normalized(QString::NormalizationForm_KD);
    for (const QChar c : plain) {
        if (c.isMark())
            continue;
        const Kind kind = c.isLower() ? Kind::Lower
            : c.isUpper()             ? Kind::Upper
            : c.isDigit()             ? Kind::Digit
            : c.isLetter()            ? Kind::Other
                                      : Kind::None;
        const bool shout = last == Kind::Upper && kind == Kind::Lower; // the second letter of a capital word
        if (kind == Kind::None || (kind != last && !shout))
            flush();
        if (kind != Kind::None)
            word += c.toCaseFolded();
        last = kind;
    }
    flush();
    return words;
}

bool areNear(const QString &one, const QString &other)
{
    const QString &shorter = one.size() <= other.size() ? one : other;
    const QString &longer = one.size() <= other.size() ? other : one;
    if (shorter.size() < 4)
        return false;
    if (longer.startsWith(shorter))
        return true;
    if (longer.size() - shorter.size() > 1)
        return false;
    // One letter more, less or other.
    const auto [at, place] = std::mismatch(shorter.begin(), shorter.end(), longer.begin(), longer.end());
    const qsizetype same = at - shorter.begin();
    const QStringView rest = QStringView(longer).mid(same + 1);
    return rest == QStringView(shorter).mid(shorter.size() == longer.size() ? same + 1 : same);
}

} // namespace

NameWords::NameWords(const QString &name)
{
    QStringList words = split(name);
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == QLatin1String("e") && words[i + 1] == QLatin1String("mail"))
            words.removeAt(i);
    }
    for (const QString &word : words.first(std::min(words.size(), mostNameWords))) {
        const Synonym *synonym = synonymOf(word);
        const QStringList meaning = synonym ? QString::fromLatin1(synonym->meaning).split(u' ') : QStringList{word};
        for (const QString &one : meaning)
            addWord(one);
    }
}

void NameWords::addWord(const QString &word)
{
    if (std::any_of(m_words.begin(), m_words.end(), [&word](const Word &known) { return known.text == word; }))
        return;
    const bool filler = std::any_of(fillers.begin(), fillers.end(),
                                    [&word](const char *known) { return word == QLatin1String(known); });
    m_words.push_back({word, filler ? fillerWeight : fullWeight});
    m_initials |= std::uint64_t(1) << (word.front().unicode() & 63);
}

int NameWords::shared(const Word &one, const Word &other)
{
    const int weight = std::min(one.weight, other.weight);
    if (one.text == other.text)
        return weight;
    return areNear(one.text, other.text) ? weight * 7 / 10 : 0;
}

int NameWords::likeness(const NameWords &one, const NameWords &other)
{
    if ((one.m_initials & other.m_initials) == 0)
        return 0;
    const auto weightOf = [](const NameWords &words) {
        int sum = 0;
        for (const Word &word : words.m_words)
            sum += word.weight;
        return sum;
    };
    const auto sharedBy = [](const NameWords &words, const NameWords &others) {
        int sum = 0;
        for (const Word &word : words.m_words) {
            int best = 0;
            for (const Word &candidate : others.m_words)
                best = std::max(best, shared(word, candidate));
            sum += best;
        }
        return sum;
    };
    const int all = weightOf(one) + weightOf(other);
    return all == 0 ? 0 : 100 * (sharedBy(one, other) + sharedBy(other, one)) / all;
}

namespace {

std::vector<NameWords> wordsOf(const QStringList &names)
{
    std::vector<NameWords> words;
    for (const QString &name : names)
        words.emplace_back(name);
    return words;
}

/// The likeliest names of a column of contact ids.
const std::vector<NameWords> &idNames()
{
    static const std::vector<NameWords> names
        = wordsOf({QStringLiteral("contact id"), QStringLiteral("id"), QStringLiteral("customer id")});
    return names;
}

QStringList attributeNames(const ListSchema &schema)
{
    return mapped(schema.attributes, &ListAttribute::name);
}

} // namespace

QList<MappingSuggestion> MappingSuggestions::of(const SourceShape &shape, const ListSchema &schema)
{
    const QStringList columnNames = shape.columns.mid(0, maxNames);
    const std::vector<NameWords> columns = wordsOf(columnNames);
    const std::vector<NameWords> attributes = wordsOf(attributeNames(schema).mid(0, maxNames));
    QHash<QString, int> uses;
    for (const QString &name : shape.columns)
        ++uses[name];
    QList<MappingSuggestion> pairs;
    for (int column = 0; column < int(columns.size()); ++column) {
        if (uses.value(columnNames[column]) > 1)
            continue;
        const NameWords &words = columns[std::size_t(column)];
        int idScore = 0;
        for (const NameWords &name : idNames())
            idScore = std::max(idScore, NameWords::likeness(words, name));
        if (idScore >= minScore)
            pairs.append({column, -1, idScore});
        for (int attribute = 0; attribute < int(attributes.size()); ++attribute) {
            const int score = NameWords::likeness(words, attributes[std::size_t(attribute)]);
            if (score >= minScore)
                pairs.append({column, attribute, score});
        }
    }
    std::sort(pairs.begin(), pairs.end(), [](const MappingSuggestion &one, const MappingSuggestion &other) {
        return std::tuple(-one.score, one.column, one.attribute)
            < std::tuple(-other.score, other.column, other.attribute);
    });
    QSet<int> usedColumns, usedAttributes;
    QList<MappingSuggestion> chosen;
    for (const MappingSuggestion &pair : std::as_const(pairs)) {
        if (usedColumns.contains(pair.column) || usedAttributes.contains(pair.attribute))
            continue;
        usedColumns.insert(pair.column);
        usedAttributes.insert(pair.attribute);
        chosen.append(pair);
    }
    return chosen;
}

int MappingSuggestions::similarity(const QString &one, const QString &other)
{
    return NameWords::likeness(NameWords(one), NameWords(other));
}

} // namespace muster
