// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/listdeletionmodels.h"

#include "models/text/listdeletiontexts.h"
#include "models/text/listindextexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

namespace {

Tone toneOf(const ListDeletionResult &result)
{
    switch (result.state) {
    case UnitState::Applied:
        return Tone::Good;
    case UnitState::Planned:
    case UnitState::Intent:
    case UnitState::Accepted:
    case UnitState::Absent:
        return Tone::Neutral;
    case UnitState::Skipped:
    case UnitState::Unknown:
        return Tone::Warn;
    case UnitState::Rejected:
        return Tone::Bad;
    }
    return Tone::Neutral;
}

} // namespace

DeletionCandidatesModel::DeletionCandidatesModel(QObject *parent)
    : RowsModel({{.title = tr("Name"),
                  .text = [](const DeletionCandidate &row) { return visibleText(row.list.name, 200); },
                  .raw = [](const DeletionCandidate &row) { return row.list.name; }},
                 {.title = tr("Contacts"),
                  .text = [](const DeletionCandidate &row) { return listCountText(row.list.contactCount); },
                  .raw = [](const DeletionCandidate &row) { return row.list.contactCount; },
                  .align = Qt::AlignRight},
                 {.title = tr("Skills"),
                  .text = [](const DeletionCandidate &row) { return listSkillsText(row.list.facts); }},
                 {.title = tr("Last used"),
                  .text
                  = [this](const DeletionCandidate &row) { return listAgeText(row.list.facts.lastUsed(), m_now); },
                  .raw = [](const DeletionCandidate &row) { return row.list.facts.lastUsed(); },
                  .tip =
                      [](const DeletionCandidate &row) {
                          const QDateTime used = row.list.facts.lastUsed();
                          return used.isValid() ? exactTimeText(used) : QString();
                      }},
                 {.title = tr("Result"),
                  .text =
                      [](const DeletionCandidate &row) {
                          return row.obstacles.isEmpty()
                              ? tr("Will be deleted")
                              : tr("Left alone: %1").arg(deletionObstaclesText(row.obstacles));
                      },
                  .tone =
                      [](const DeletionCandidate &row) {
                          return std::optional(row.obstacles.isEmpty() ? Tone::Bad : Tone::Neutral);
                      }}},
                Spoken::TitleAndText, parent)
{
}

void DeletionCandidatesModel::setNow(const QDateTime &now)
{
    m_now = now;
    columnsChanged(LastUsed, LastUsed);
}

DeletionResultsModel::DeletionResultsModel(QObject *parent)
    : RowsModel({{.title = tr("Name"),
                  .text = [](const ListDeletionResult &row) { return visibleText(row.list.name, 200); },
                  .raw = [](const ListDeletionResult &row) { return row.list.name; }},
                 {.title = tr("Contacts"),
                  .text = [](const ListDeletionResult &row) { return QLocale().toString(row.list.contacts); },
                  .raw = [](const ListDeletionResult &row) { return row.list.contacts; },
                  .align = Qt::AlignRight},
                 {.title = tr("In the copy"),
                  .text =
                      [](const ListDeletionResult &row) {
                          return row.copy.isEmpty() ? tr("no copy") : QLocale().toString(row.copied);
                      },
                  .raw = [](const ListDeletionResult &row) { return row.copied; },
                  .align = Qt::AlignRight},
                 {.title = tr("Result"),
                  .text = deletionResultText,
                  .tone = [](const ListDeletionResult &row) { return std::optional(toneOf(row)); }}},
                Spoken::TitleAndText, parent)
{
}

} // namespace muster
