// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/scrubmodels.h"

#include "models/text/amounttext.h"
#include "models/text/donotcalltexts.h"
#include "models/text/plaintext.h"
#include "models/text/scrubtexts.h"

#include <QLocale>

namespace muster {

RegistriesModel::RegistriesModel(QObject *parent)
    : TickedRowsModel(
          {{.title = tr("Registry"),
            .text = [](const Registry &registry) { return visibleText(registry.name, 200); },
            .raw = [](const Registry &registry) { return registry.name; }},
           {.title = tr("As of"),
            .text = [](const Registry &registry) { return QLocale().toString(registry.asOf, QLocale::ShortFormat); },
            .raw = [](const Registry &registry) { return registry.asOf; },
            .tip
            = [this](const Registry &registry) { return registryAgeWarning(registry.name, registry.asOf, m_today); },
            .tone =
                [this](const Registry &registry) {
                    return registry.isOld(m_today) ? std::optional(Tone::Warn) : std::nullopt;
                },
            .icon
            = [this](
                  const Registry &registry) { return registry.isOld(m_today) ? QStringLiteral("clock") : QString(); }},
           {.title = tr("Numbers"),
            .text = [](const Registry &registry) { return numberText(registry.numbers + registry.prefixes); },
            .raw = [](const Registry &registry) { return registry.numbers + registry.prefixes; },
            .align = Qt::AlignRight}},
          Spoken::TitleAndText, [](const Registry &registry) { return registry.id; }, First::Ticked, parent)
{
}

void RegistriesModel::setRegistries(const QList<Registry> &registries, const QDate &today)
{
    m_today = today;
    setRows(registries);
    Q_EMIT chosenChanged();
}

ScrubGroupsModel::ScrubGroupsModel(QObject *parent)
    : TickedRowsModel(
          {{.title = tr("Group"),
            .text = [](const DoNotCallGroup &group) { return visibleText(group.name, 200); },
            .raw = [](const DoNotCallGroup &group) { return group.name; },
            .tip = [](const DoNotCallGroup &group) { return groupActivityText(group); }},
           {.title = tr("Numbers"),
            .text = [](const DoNotCallGroup &group) { return groupRecordsText(group); },
            .raw = [](const DoNotCallGroup &group) { return group.numbers; },
            .align = Qt::AlignRight}},
          Spoken::TitleAndText, [](const DoNotCallGroup &group) { return group.id; }, First::Unticked, parent)
{
}

void ScrubGroupsModel::setGroups(const QList<DoNotCallGroup> &groups)
{
    setRows(groups);
    Q_EMIT chosenChanged();
}

TakenOutModel::TakenOutModel(QObject *parent)
    : RowsModel({{.title = tr("Row"),
                  .text = [](const ScrubbedRow &row) { return numberText(row.number); },
                  .raw = [](const ScrubbedRow &row) { return row.number; },
                  .align = Qt::AlignRight},
                 {.title = tr("Number"),
                  .text =
                      [](const ScrubbedRow &row) {
                          return row.phone.trimmed().isEmpty() ? tr("none") : visibleText(row.phone, 100);
                      },
                  .raw = [](const ScrubbedRow &row) { return row.phone; }},
                 {.title = tr("Why"),
                  .text = [this](const ScrubbedRow &row) { return m_scrub ? takenOutText(*m_scrub, row) : QString(); },
                  .tone =
                      [](const ScrubbedRow &row) {
                          return row.verdict == ScrubVerdict::Blocked ? std::optional(Tone::Bad)
                                                                      : std::optional(Tone::Warn);
                      }}},
                Spoken::TitleAndText, parent)
{
}

void TakenOutModel::setScrub(std::shared_ptr<const Scrub> scrub, const QList<ScrubbedRow> &rows)
{
    m_scrub = std::move(scrub);
    setRows(rows);
}

} // namespace muster
