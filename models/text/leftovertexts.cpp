// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/leftovertexts.h"

#include "models/text/plaintext.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct LeftoverTexts
{
    Q_DECLARE_TR_FUNCTIONS(LeftoverTexts)
};

struct Words
{
    const char *key;
    const char *text;
};

/// Reasons say more than the state does.
constexpr Words reasonWords[] = {
    {"changed", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: the contact is not what the plan was made of")},
    {"lost", QT_TRANSLATE_NOOP("LeftoverTexts", "no answer came: what the server did is not known")},
    {"server_trouble", QT_TRANSLATE_NOOP("LeftoverTexts", "the server failed: what it did is not known")},
    {"not_done", QT_TRANSLATE_NOOP("LeftoverTexts", "the server took it and did not do it")},
    {"other_number", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: it has another number by now")},
    {"refused", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server")},
    {"too_large", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: too large")},
    {"conflict", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: somebody else changes it")},
    {"conflict_as_planned",
     QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: somebody else was at it; it is as the plan found it")},
    {"conflict_changed",
     QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: somebody else has changed it, which was left so")},
    {"conflict_done",
     QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: somebody else gave it the planned number")},
    {"conflict_gone", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: somebody else has removed it")},
    {"redirected", QT_TRANSLATE_NOOP("LeftoverTexts", "not sent: the server pointed to another address")},
    {"not_eligible", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: its reasons do not carry a purge")},
    {"withheld", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: this run was not to purge")},
    {"stale", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: the plan was too old to purge by")},
    {"evidence_not_kept",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: of its consent or opt-out nothing could be kept")},
    {"present", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: it is in the list already")},
    {"has_old_number", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: it has its old number already")},
    {"not_writable", QT_TRANSLATE_NOOP("LeftoverTexts", "keeps its number: the old one is not international")},
    {"gone", QT_TRANSLATE_NOOP("LeftoverTexts", "it is not in the list any more")},
};

constexpr Words stateWords[] = {
    {"planned", QT_TRANSLATE_NOOP("LeftoverTexts", "not attempted")},
    {"intent", QT_TRANSLATE_NOOP("LeftoverTexts", "about to be sent when the run ended: not known")},
    {"accepted", QT_TRANSLATE_NOOP("LeftoverTexts", "taken by the server, and not proved to be done")},
    {"rejected", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server")},
    {"absent", QT_TRANSLATE_NOOP("LeftoverTexts", "it is not in the list any more")},
    {"unknown", QT_TRANSLATE_NOOP("LeftoverTexts", "what the server did is not known")},
    {"skipped", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone")},
};

constexpr Words leftoverActions[] = {
    {"fix", QT_TRANSLATE_NOOP("LeftoverTexts", "update")},
    {"purge", QT_TRANSLATE_NOOP("LeftoverTexts", "purge")},
    {"restore", QT_TRANSLATE_NOOP("LeftoverTexts", "bring back")},
    {"number", QT_TRANSLATE_NOOP("LeftoverTexts", "write the old number back")},
};

template <std::size_t Count>
QString find(const Words (&words)[Count], const QString &key)
{
    for (const Words &one : words) {
        if (key == QLatin1String(one.key))
            return LeftoverTexts::tr(one.text);
    }
    return {};
}

} // namespace

QString leftoverActionText(const QString &action)
{
    const QString words = find(leftoverActions, action);
    return words.isEmpty() ? visibleText(action, 40) : words;
}

QString leftoverFateText(const QString &state, const QString &reason)
{
    QString words = find(reasonWords, reason);
    if (words.isEmpty())
        words = find(stateWords, state);
    return words.isEmpty() ? visibleText(state, 40) : words;
}

} // namespace muster
