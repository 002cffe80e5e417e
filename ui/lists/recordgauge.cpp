// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/recordgauge.h"

#include "models/text/listindextexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"

#include <QProgressBar>

namespace muster {

namespace {

constexpr int gaugeSteps = 1000;
constexpr double nearlyFull = 0.9; // from here on uploads may fail soon

} // namespace

RecordGauge::RecordGauge(QWidget *parent)
    : QWidget(parent)
    , m_text(wrappedLabel(this, "recordGaugeLabel", ColourRole::Muted))
    , m_bar(named("recordGaugeBar", new QProgressBar(this)))
{
    m_bar->setRange(0, gaugeSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Records used"));
    fillColumn(this, space::xs, {m_text, m_bar});
    hide();
}

void RecordGauge::setUsage(const RecordUsage &usage)
{
    if (usage.ceiling <= 0)
        return clear();
    QString text = recordUsageText(usage);
    for (const QString &note : recordUsageNotes(usage))
        text += u' ' + note;
    if (usage.share() >= nearlyFull)
        text += u' ' + tr("Uploads fail once the limit is reached.");
    m_text->setPlainText(text, usage.share() >= nearlyFull ? ColourRole::Warn : ColourRole::Muted);
    m_bar->setValue(int(usage.share() * gaugeSteps));
    m_bar->setAccessibleDescription(text);
    show();
}

void RecordGauge::clear()
{
    hide();
}

} // namespace muster
