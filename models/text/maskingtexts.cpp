// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/maskingtexts.h"

#include "models/rules/masking/maskfinding.h"
#include "models/text/plaintext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <array>

namespace muster {

namespace {

struct MaskingTexts
{
    Q_DECLARE_TR_FUNCTIONS(MaskingTexts)
};

struct EntityWords
{
    const char *text;
    const char *title;
    const char *hint;
    const char *several;
};

// By Entity.
constexpr std::array<EntityWords, entityCount> entityWords{{
    {QT_TRANSLATE_NOOP("MaskingTexts", "e-mail address"), QT_TRANSLATE_NOOP("MaskingTexts", "E-mail address"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Written, or spoken with “at” and “dot”."),
     QT_TRANSLATE_NOOP("MaskingTexts", "e-mail addresses")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "phone number"), QT_TRANSLATE_NOOP("MaskingTexts", "Phone number"),
     QT_TRANSLATE_NOOP("MaskingTexts",
                       "National formats of the regions below, and numbers of any country with a plus sign."),
     QT_TRANSLATE_NOOP("MaskingTexts", "phone numbers")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "US social security number"),
     QT_TRANSLATE_NOOP("MaskingTexts", "US social security number"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Nine digits as 3-2-4, or next to a keyword."),
     QT_TRANSLATE_NOOP("MaskingTexts", "US social security numbers")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "UK national insurance number"),
     QT_TRANSLATE_NOOP("MaskingTexts", "UK national insurance number"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Two letters, six digits and a letter."),
     QT_TRANSLATE_NOOP("MaskingTexts", "UK national insurance numbers")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "Canadian social insurance number"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Canadian social insurance number"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Nine digits with a check digit."),
     QT_TRANSLATE_NOOP("MaskingTexts", "Canadian social insurance numbers")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "national identity number"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Other identity number"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Identity and tax numbers of other countries, if they have a check digit."),
     QT_TRANSLATE_NOOP("MaskingTexts", "other identity numbers")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "payment card number"), QT_TRANSLATE_NOOP("MaskingTexts", "Payment card"),
     QT_TRANSLATE_NOOP("MaskingTexts", "With a valid check digit, or next to a card keyword."),
     QT_TRANSLATE_NOOP("MaskingTexts", "payment card numbers")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "bank account (IBAN)"), QT_TRANSLATE_NOOP("MaskingTexts", "Bank account (IBAN)"),
     QT_TRANSLATE_NOOP("MaskingTexts", "With the right length for the country and valid check digits."),
     QT_TRANSLATE_NOOP("MaskingTexts", "bank accounts (IBAN)")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "IP address"), QT_TRANSLATE_NOOP("MaskingTexts", "IP address"),
     QT_TRANSLATE_NOOP("MaskingTexts", "IPv4 and IPv6."), QT_TRANSLATE_NOOP("MaskingTexts", "IP addresses")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "date of birth"), QT_TRANSLATE_NOOP("MaskingTexts", "Date of birth"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Dates next to a birth keyword. Other dates are not masked."),
     QT_TRANSLATE_NOOP("MaskingTexts", "dates of birth")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "postal address"), QT_TRANSLATE_NOOP("MaskingTexts", "Postal address"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Finds only known address formats. Off by default."),
     QT_TRANSLATE_NOOP("MaskingTexts", "postal addresses")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "person’s name"), QT_TRANSLATE_NOOP("MaskingTexts", "Person’s name"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Finds only names next to keywords. Off by default."),
     QT_TRANSLATE_NOOP("MaskingTexts", "names of people")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "custom pattern match"), QT_TRANSLATE_NOOP("MaskingTexts", "Custom pattern"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Matched by a pattern of this policy, or marked by a decision."),
     QT_TRANSLATE_NOOP("MaskingTexts", "custom pattern matches")},
}};

struct ActionWords
{
    const char *text;
    const char *hint;
};

// By MaskAction.
constexpr std::array<ActionWords, maskActionCount> actionWords{{
    {QT_TRANSLATE_NOOP("MaskingTexts", "Don’t mask"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Not searched for; stays readable.")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "Replace with tag"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Replaced with a tag such as [PHONE_MASKED].")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "Tag with last digits"),
     QT_TRANSLATE_NOOP("MaskingTexts", "The tag keeps at most the last four letters or digits.")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "Pseudonym per interaction"),
     QT_TRANSLATE_NOOP("MaskingTexts",
                       "A value has the same pseudonym throughout an interaction, and a different one in the next.")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "Pseudonym per policy"),
     QT_TRANSLATE_NOOP("MaskingTexts", "A value has the same pseudonym wherever this policy is used.")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "Shift date"),
     QT_TRANSLATE_NOOP("MaskingTexts", "Dates shift by a secret number of days, the same throughout an interaction.")},
    {QT_TRANSLATE_NOOP("MaskingTexts", "Remove"), QT_TRANSLATE_NOOP("MaskingTexts", "Removed without a replacement.")},
}};

} // namespace

QString entityText(Entity entity)
{
    return MaskingTexts::tr(entityWords[std::size_t(entity)].text);
}

QString entityTitle(Entity entity)
{
    return MaskingTexts::tr(entityWords[std::size_t(entity)].title);
}

QString entityHint(Entity entity)
{
    return MaskingTexts::tr(entityWords[std::size_t(entity)].hint);
}

QList<Entity> entitiesLeftInClear(const MaskPolicy &policy)
{
    QList<Entity> kept;
    for (const Entity entity : allEntities) {
        if (entity != Entity::Own && policy.rule(entity).action == MaskAction::Keep)
            kept << entity;
    }
    return kept;
}

QString unmaskedText(const MaskPolicy &policy)
{
    QStringList kinds;
    for (const Entity entity : entitiesLeftInClear(policy))
        kinds << MaskingTexts::tr(entityWords[std::size_t(entity)].several);
    if (kinds.isEmpty())
        return {};
    //: %1 is a list of kinds: "postal addresses and names".
    return MaskingTexts::tr("Not masked by this policy: %1.").arg(QLocale().createSeparatedList(kinds));
}

QString maskActionText(MaskAction action)
{
    return MaskingTexts::tr(actionWords[std::size_t(action)].text);
}

QString maskActionHint(MaskAction action)
{
    return MaskingTexts::tr(actionWords[std::size_t(action)].hint);
}

QString scoreText(std::uint8_t score)
{
    if (score == 0)
        return {};
    return score < reviewScore ? MaskingTexts::tr("needs review") : MaskingTexts::tr("certain");
}

QString findingText(const TranscriptText &transcript, const TranscriptText::Finding &finding)
{
    const QString kind = entityTitle(finding.entity);
    const std::string_view rule = transcript.ruleOf(finding);
    if (rule.empty())
        //: %1 is a kind of personal data: "Phone number".
        return MaskingTexts::tr("%1, masked. The rule that found it is not recorded with this transcript.").arg(kind);
    const QString name = visibleText(QString::fromUtf8(rule.data(), qsizetype(rule.size())), 120);
    //: "Phone number, masked by the rule phone.plan. Score 92 of 100: sure."
    return MaskingTexts::tr("%1, masked by rule %2. Score %3 of 100: %4.")
        .arg(kind, name, QLocale().toString(int(finding.score)), scoreText(finding.score));
}

QString maskReasonText(const MaskReason &reason)
{
    const QString kind = entityTitle(reason.entity);
    const QString argument = visibleText(QString::fromStdString(reason.argument), 120);
    const QString wanted = QLocale().toString(reason.wanted);
    switch (reason.code) {
    //: In all of these %1 is a kind: "Phone number".
    case MaskReason::Code::Masked:
        return MaskingTexts::tr("%1: masked by rule %2.").arg(kind, argument);
    case MaskReason::Code::AllowedByException:
        return MaskingTexts::tr("%1: left unmasked by a decision in the policy.").arg(kind);
    case MaskReason::Code::KeptByPolicy:
        return MaskingTexts::tr("%1: the policy does not look for this type of data.").arg(kind);
    case MaskReason::Code::OtherwiseAnnounced:
        return MaskingTexts::tr("%1: the word “%2” indicates something else.").arg(kind, argument);
    case MaskReason::Code::CheckDigitWrong:
        return MaskingTexts::tr("%1: the check digit is wrong, and there is no keyword next to it.").arg(kind);
    case MaskReason::Code::NoNumberingPlan:
        return MaskingTexts::tr("%1: no such number exists in %2, and there is no keyword next to it.")
            .arg(kind, argument);
    case MaskReason::Code::NotAnnounced:
        return MaskingTexts::tr("%1: matches only next to a keyword.").arg(kind);
    case MaskReason::Code::TooFewDigits:
        return MaskingTexts::tr("%1: too few digits (%2; at least %3 needed).").arg(kind, argument, wanted);
    case MaskReason::Code::TooManyDigits:
        return MaskingTexts::tr("%1: too many digits (%2; at most %3 allowed).").arg(kind, argument, wanted);
    case MaskReason::Code::NothingAlike:
        return MaskingTexts::tr("%1: nothing in it has this format.").arg(kind);
    }
    return {};
}

QString turnTimeText(const TranscriptText::Turn &turn)
{
    if (turn.timeKind == TranscriptText::TimeKind::None)
        return {};
    if (turn.timeKind == TranscriptText::TimeKind::Clock)
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(turn.time).time(), QStringLiteral("HH:mm:ss"));
    const qint64 seconds = turn.time / 1000;
    const QString minutes = QString::number(seconds / 60 % 60), rest = QString::number(seconds % 60);
    const QString tail = rest.rightJustified(2, u'0');
    if (seconds < 3600)
        return minutes + u':' + tail;
    return QString::number(seconds / 3600) + u':' + minutes.rightJustified(2, u'0') + u':' + tail;
}

QString turnHeadText(const TranscriptText &transcript, const TranscriptText::Turn &turn)
{
    if (turn.speaker > 0)
        return visibleText(transcript.speakers[turn.speaker - 1], 80);
    if (turn.label > 0)
        return visibleText(transcript.labels[turn.label - 1], 80);
    return MaskingTexts::tr("Text");
}

QString mediaTypeText(const QString &word)
{
    if (word == u"voice")
        return MaskingTexts::tr("Voice");
    if (word == u"chat")
        return MaskingTexts::tr("Chat");
    return visibleText(word, 40);
}

} // namespace muster
