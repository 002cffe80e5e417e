// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/filetexts.h"

#include "models/text/plaintext.h"

#include <QCoreApplication>

namespace muster {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("FileTexts", text);
}

QString looksLikeText(FileKind kind)
{
    switch (kind) {
    case FileKind::Contacts:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Looks like a table of contacts."));
    case FileKind::CrmData:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Looks like a table of CRM data."));
    case FileKind::Criteria:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Looks like the criteria of an audience."));
    case FileKind::Transcript:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("FileTexts", "Looks like a transcript."));
}

QString signText(const FileGuess &guess)
{
    const QString subject = visibleText(guess.subject, 60);
    switch (guess.sign) {
    case FileGuess::Sign::Numbers:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "The column “%1” holds phone numbers."))
            .arg(subject);
    case FileGuess::Sign::Ids:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "The column “%1” holds IDs, and none holds phone numbers."))
            .arg(subject);
    case FileGuess::Sign::Table:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "It has rows and columns, but nothing more specific."));
    case FileGuess::Sign::Member:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Its JSON has the member “%1”.")).arg(subject);
    case FileGuess::Sign::Speakers:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Its lines start with the speaker’s name."));
    case FileGuess::Sign::Nothing:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("FileTexts", "Its beginning doesn’t show clearly what it is."));
}

} // namespace

QString fileKindText(FileKind kind)
{
    switch (kind) {
    case FileKind::Contacts:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Contacts to sanitize"));
    case FileKind::CrmData:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "CRM data to enrich a list"));
    case FileKind::Criteria:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Audience criteria"));
    case FileKind::Transcript:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("FileTexts", "Transcript to mask"));
}

QString fileOpenText(FileKind kind)
{
    switch (kind) {
    case FileKind::Contacts:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Choose columns"));
    case FileKind::CrmData:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Map columns"));
    case FileKind::Criteria:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Open as new audience"));
    case FileKind::Transcript:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("FileTexts", "Try masking"));
}

QString fileGuessText(const FileGuess &guess)
{
    return looksLikeText(guess.kind) % u' ' % signText(guess);
}

QString recentKindText(RecentItem::Kind kind)
{
    switch (kind) {
    case RecentItem::Kind::Segment:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Audience segment"));
    case RecentItem::Kind::List:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Contact list"));
    case RecentItem::Kind::Audience:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Audience"));
    case RecentItem::Kind::Job:
        return translated(QT_TRANSLATE_NOOP("FileTexts", "Transcript job"));
    case RecentItem::Kind::File:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("FileTexts", "File"));
}

} // namespace muster
