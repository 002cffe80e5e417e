// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/scrubmodels.h"

#include "models/text/amounttext.h"
#include "models/text/plaintext.h"
#include "models/text/scrubtexts.h"

#include <QLocale>

namespace muster {

RegistriesModel::RegistriesModel(QObject *parent)
    : RowsModel({{.title = tr("Registry"),
                  .text = [](const Registry &registry) { return visibleText(registry.name, 200); },
                  .raw = [](const Registry &registry) { return registry.name; }},
                 {.title = tr("As of"),
                  .text = [](const Registry &registry) {
                      return QLocale().toString(registry.asOf, QLocale::ShortFormat);
                  },
                  .raw = [](const Registry &registry) { return registry.asOf; },
                  .tip = [this](const Registry &registry) {
                      return registryAgeWarning(registry.name, registry.asOf, m_today);
                  },
                  .tone = [this](const Registry &registry) {
                      return registry.isOld(m_today) ? std::optional(Tone::Warn) : std::nullopt;
                  },
                  .icon = [this](const Registry &registry) {
                      return registry.isOld(m_today) ? QStringLiteral("clock") : QString();
                  }},
                 {.title = tr("Numbers"),
                  .text = [](const Registry &registry) { return numberText(registry.numbers + registry.prefixes); },
                  .raw = [](const Registry &registry) { return registry.numbers + registry.prefixes; },
                  .align = Qt::AlignRight}},
                Spoken::TitleAndText, parent)
{
}

void RegistriesModel::setRegistries(const QList<Registry> &registries, const QDate &today)
{
    m_today = today;
    setRows(registries);
    Q_EMIT chosenChanged();
}

QList<Registry> RegistriesModel::chosen() const
{
    QList<Registry> chosen;
    for (const Registry &registry : m_rows) {
        if (!m_left.contains(registry.id))
            chosen.append(registry);
    }
    return chosen;
}

QVariant RegistriesModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::CheckStateRole || index.column() != Name)
        return RowsModel::data(index, role);
    const int row = checkedRow(index);
    if (row < 0)
        return {};
    return m_left.contains(m_rows[row].id) ? Qt::Unchecked : Qt::Checked;
}

bool RegistriesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const int row = checkedRow(index);
    if (row < 0 || role != Qt::CheckStateRole || index.column() != Name)
        return false;
    if (value.value<Qt::CheckState>() == Qt::Checked)
        m_left.remove(m_rows[row].id);
    else
        m_left.insert(m_rows[row].id);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
    return true;
}

Qt::ItemFlags RegistriesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RowsModel::flags(index);
    return index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

TakenOutModel::TakenOutModel(QObject *parent)
    : RowsModel({{.title = tr("Row"),
                  .text = [](const ScrubbedRow &row) { return numberText(row.number); },
                  .raw = [](const ScrubbedRow &row) { return row.number; },
                  .align = Qt::AlignRight},
                 {.title = tr("Number"),
                  .text = [](const ScrubbedRow &row) {
                      return row.phone.trimmed().isEmpty() ? tr("none") : visibleText(row.phone, 100);
                  },
                  .raw = [](const ScrubbedRow &row) { return row.phone; }},
                 {.title = tr("Why"),
                  .text = [this](const ScrubbedRow &row) { return m_scrub ? takenOutText(*m_scrub, row) : QString(); },
                  .tone = [](const ScrubbedRow &row) {
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
