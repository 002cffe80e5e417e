// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/maskreplacer.h"

#include "models/rules/documents/writtendate.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>
#include <algorithm>

namespace muster {

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
