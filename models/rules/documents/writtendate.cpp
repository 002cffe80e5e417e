// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/writtendate.h"

#include <QString>
#include <QStringList>
#include <array>

namespace muster {

namespace {

constexpr qsizetype longestDate = 60;

struct Month
{
    int month;
    const char *name;
};
// Without accents, as the text is when it is compared.
constexpr std::array months = {
    Month{1, "january"},   Month{1, "januar"},    Month{1, "jaenner"},   Month{1, "janvier"},    Month{1, "enero"},
    Month{1, "janeiro"},   Month{2, "february"},  Month{2, "februar"},   Month{2, "fevrier"},    Month{2, "febrero"},
    Month{2, "fevereiro"}, Month{3, "march"},     Month{3, "marz"},      Month{3, "mars"},       Month{3, "marzo"},
    Month{3, "marco"},     Month{3, "maerz"},     Month{4, "april"},     Month{4, "avril"},      Month{4, "abril"},
    Month{5, "may"},       Month{5, "mai"},       Month{5, "mayo"},      Month{5, "maio"},       Month{6, "june"},
    Month{6, "juni"},      Month{6, "juin"},      Month{6, "junio"},     Month{6, "junho"},      Month{7, "july"},
    Month{7, "juli"},      Month{7, "juillet"},   Month{7, "julio"},     Month{7, "julho"},      Month{8, "august"},
    Month{8, "aout"},      Month{8, "agosto"},    Month{9, "september"}, Month{9, "septembre"},  Month{9, "septiembre"},
    Month{9, "setembro"},  Month{10, "october"},  Month{10, "oktober"},  Month{10, "octobre"},   Month{10, "octubre"},
    Month{10, "outubro"},  Month{11, "november"}, Month{11, "novembre"}, Month{11, "noviembre"}, Month{11, "novembro"},
    Month{12, "december"}, Month{12, "dezember"}, Month{12, "decembre"}, Month{12, "diciembre"}, Month{12, "dezembro"},
};

/// The month that `word` begins, if it is one only; 0: none. "jui" could be June or July.
int monthOf(const QString &word)
{
    int found = 0;
    if (word.size() < 3)
        return 0;
    for (const Month &month : months) {
        const QLatin1String name(month.name);
        if (name.size() < word.size() || name.left(word.size()) != word)
            continue;
        if (found != 0 && found != month.month)
            return 0;
        found = month.month;
    }
    return found;
}

/// Digits and words of the text in their order; what joins them is left out.
struct Parts
{
    QStringList numbers;
    int month = 0; ///< 0: no word named one.
    bool isWrong = false;

    void take(const QString &part)
    {
        static const QStringList joints{QStringLiteral("of"),  QStringLiteral("the"), QStringLiteral("de"),
                                        QStringLiteral("del"), QStringLiteral("le"),  QStringLiteral("er")};
        static const QStringList endings{QStringLiteral("st"), QStringLiteral("nd"), QStringLiteral("rd"),
                                         QStringLiteral("th")};
        if (part[0].isDigit()) {
            numbers.append(part);
        } else if (endings.contains(part)) {
            isWrong = isWrong || numbers.isEmpty();
        } else if (!joints.contains(part)) {
            isWrong = isWrong || month != 0 || monthOf(part) == 0;
            month = monthOf(part);
        }
    }
};

Parts partsOf(const QString &text)
{
    static const QString between = QStringLiteral(" .,/-\u00a0\u202f\t");
    Parts parts;
    QString part;
    for (const QChar c : text) {
        const bool isJoint = between.contains(c);
        const bool changes = !part.isEmpty() && part[0].isDigit() != c.isDigit();
        if ((isJoint || changes) && !part.isEmpty()) {
            parts.take(part);
            part.clear();
        }
        if (!isJoint)
            part += c;
    }
    if (!part.isEmpty())
        parts.take(part);
    return parts;
}

int fullYear(const QString &digits, int latestYear)
{
    const int year = digits.toInt();
    if (digits.size() == 4)
        return year;
    const int century = latestYear - latestYear % 100;
    return digits.size() == 2 ? (century + year <= latestYear ? century + year : century - 100 + year) : 0;
}

std::optional<QDate> dateOf(int year, int month, int day)
{
    const QDate date(year, month, day);
    return date.isValid() && year >= 1000 ? std::optional(date) : std::nullopt;
}

} // namespace

std::optional<QDate> readWrittenDate(std::string_view text, bool monthFirst, int latestYear)
{
    const QString all = QString::fromUtf8(text.data(), qsizetype(text.size()));
    if (all.size() > longestDate)
        return std::nullopt;
    QString plain;
    for (const QChar c : all.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        if (!c.isMark() && c.category() != QChar::Other_Format)
            plain += c;
    }
    const Parts parts = partsOf(plain);
    const QStringList &numbers = parts.numbers;
    if (parts.isWrong)
        return std::nullopt;
    if (numbers.size() == 1 && parts.month == 0 && numbers[0].size() == 8)
        return dateOf(numbers[0].left(4).toInt(), numbers[0].mid(4, 2).toInt(), numbers[0].mid(6, 2).toInt());
    if (numbers.size() == 2 && parts.month != 0) {
        const bool yearFirst = numbers[0].size() == 4;
        return dateOf(fullYear(numbers[yearFirst ? 0 : 1], latestYear), parts.month,
                      numbers[yearFirst ? 1 : 0].toInt());
    }
    if (numbers.size() != 3 || parts.month != 0)
        return std::nullopt;
    if (numbers[0].size() == 4)
        return dateOf(fullYear(numbers[0], latestYear), numbers[1].toInt(), numbers[2].toInt());
    const int first = numbers[0].toInt();
    const int second = numbers[1].toInt();
    // With points the day stands first everywhere.
    const bool isMonthFirst = second > 12 || (monthFirst && first <= 12 && !plain.contains(u'.'));
    return dateOf(fullYear(numbers[2], latestYear), isMonthFirst ? first : second, isMonthFirst ? second : first);
}

} // namespace muster
