// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/maskreplacer.h"

#include <QMessageAuthenticationCode>
#include <QString>
#include <QStringList>
#include <QtEndian>
#include <algorithm>
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

namespace {

constexpr int farthestDays = 365;

QByteArray keyed(const QByteArray &key, const QByteArray &text)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
}

/// Without what people write one way today and another tomorrow: case, width, spaces, punctuation, characters that do
/// not show. Addresses keep what tells one from another.
QString plainForm(Entity entity, std::string_view text)
{
    const QString all = QString::fromUtf8(text.data(), qsizetype(text.size()))
                            .normalized(QString::NormalizationForm_KC)
                            .toCaseFolded();
    const bool isAddress = entity == Entity::Email || entity == Entity::IpAddress;
    QString plain;
    for (const QChar c : all) {
        const int digit = c.digitValue();
        if (digit >= 0)
            plain += QChar(u'0' + digit);
        else if (c.isLetter() || c.isSurrogate() || c.isMark()
                 || (isAddress && c > u' ' && c.category() != QChar::Other_Format))
            plain += c;
    }
    return plain;
}

bool isDigits(Entity entity)
{
    switch (entity) {
    case Entity::Phone:
    case Entity::Ssn:
    case Entity::Sin:
    case Entity::PaymentCard:
        return true;
    default:
        return false;
    }
}

/// "[PHONE_" of "[PHONE_MASKED]".
std::string_view stem(Entity entity)
{
    const std::string_view tag = entityTag(entity);
    return tag.substr(0, tag.rfind('_') + 1);
}

bool isKeyed(MaskAction action)
{
    return action == MaskAction::PseudonymPerInteraction || action == MaskAction::PseudonymPerProject
        || action == MaskAction::ShiftDate;
}

} // namespace

bool needsKey(const MaskPolicy &policy)
{
    return std::ranges::any_of(policy.rules, isKeyed, &EntityRule::action)
        || std::ranges::any_of(policy.patterns, [](const OwnPattern &own) { return isKeyed(own.rule.action); });
}

MaskReplacer::MaskReplacer(const MaskPolicy &policy, const Secret &key, const QString &interactionId, QDate today)
    : m_monthFirst(policy.regions.value(0) == QLatin1String("US"))
    , m_year(today.year())
{
    if (key.isEmpty() || !needsKey(policy))
        return;
    // A key of its own for each use: what is learned of one says nothing of another.
    const QByteArray root = key.bytes().toByteArray();
    m_projectKey = keyed(root, QByteArrayLiteral("project"));
    m_interactionKey = keyed(root, QByteArrayLiteral("interaction ") + interactionId.toUtf8());
    const QByteArray digest = keyed(m_interactionKey, QByteArrayLiteral("days"));
    const auto draw = qFromBigEndian<std::uint64_t>(digest.constData()) % (2 * farthestDays);
    m_days = draw < farthestDays ? int(draw) - farthestDays : int(draw) - farthestDays + 1;
}

std::string MaskReplacer::replacement(Entity entity, const EntityRule &rule, std::string_view whole, bool isLast) const
{
    switch (rule.action) {
    case MaskAction::KeepLast:
        return isLast ? keepLast(entity, rule.keep, whole) : std::string(entityTag(entity));
    case MaskAction::PseudonymPerInteraction:
        return pseudonym(entity, m_interactionKey, whole);
    case MaskAction::PseudonymPerProject:
        return pseudonym(entity, m_projectKey, whole);
    case MaskAction::ShiftDate:
        return isLast ? shifted(entity, whole) : std::string(entityTag(entity));
    case MaskAction::Drop:
        return {};
    case MaskAction::Keep: // found all the same, so a rule that is stronger than the policy says it must go
    case MaskAction::Tag:
        break;
    }
    return std::string(entityTag(entity));
}

/// The tag alone where the rest would be less than half, or where words stand for the digits.
std::string MaskReplacer::keepLast(Entity entity, int keep, std::string_view whole) const
{
    QString plain = plainForm(entity, whole);
    if (isDigits(entity) && std::ranges::any_of(plain, [](QChar c) { return c < u'0' || c > u'9'; }))
        return std::string(entityTag(entity));
    plain.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
    keep = std::clamp(keep, 1, 4);
    if (plain.size() <= 2 * qsizetype(keep) || plain.right(keep).front().isLowSurrogate())
        return std::string(entityTag(entity));
    std::string tag(entityTag(entity));
    tag.back() = ':';
    return tag + plain.right(keep).toStdString() + ']';
}

/// Letters only: digits of a digest could look like a number.
std::string MaskReplacer::pseudonym(Entity entity, const QByteArray &key, std::string_view whole)
{
    static constexpr std::string_view letters = "bcdfghjkmnpqrstv";
    if (key.isEmpty())
        return std::string(entityTag(entity));
    const std::string_view kind = entityKey(entity);
    const QByteArray digest
        = keyed(key, QByteArray(kind.data(), qsizetype(kind.size())) + ' ' + plainForm(entity, whole).toUtf8());
    std::string name(stem(entity));
    for (int i = 0; i < pseudonymLetters; ++i) {
        const auto byte = static_cast<unsigned char>(digest[i / 2]);
        name += letters[i % 2 == 0 ? byte >> 4 : byte & 15];
    }
    return name + ']';
}

/// Always as 1980-02-29: the way of writing would tell something, too.
std::string MaskReplacer::shifted(Entity entity, std::string_view whole) const
{
    const auto date = readWrittenDate(whole, m_monthFirst, m_year);
    if (m_days == 0 || !date || entity != Entity::BirthDate)
        return std::string(entityTag(entity));
    const QDate moved = date->addDays(m_days);
    return moved.year() >= 1000 && moved.year() <= 9999 ? moved.toString(Qt::ISODate).toStdString()
                                                        : std::string(entityTag(entity));
}

} // namespace muster
