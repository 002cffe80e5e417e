// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/outcomepane.h"

#include "models/items/verdicttone.h"
#include "models/text/listtexts.h"
#include "models/text/plurals.h"
#include "ui/common/countbars.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/lists/regionchoice.h"

#include <QLocale>
#include <QVBoxLayout>

namespace muster {

OutcomePane::OutcomePane(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    column->setSpacing(space::s);
    const auto add = [&](const QString &title, const char *name, int stretch) {
        auto *bars = new CountBars(this);
        bars->setObjectName(QString::fromLatin1(name));
        bars->setAccessibleName(title);
        column->addWidget(sectionTitle(this, title));
        column->addWidget(bars, stretch);
        return bars;
    };
    m_verdicts = add(tr("Contacts by verdict"), "verdictBars", 0);
    m_reasons = add(tr("Contacts by reason"), "reasonBars", 3);
    m_regions = add(tr("Contacts by region"), "regionBars", 3);
    m_uncertain = hintLabel(this);
    column->addWidget(m_uncertain);
}

void OutcomePane::setSummary(const ListSummary &summary)
{
    QList<CountBars::Bar> bars;
    for (int i = 0; i < listVerdictCount; ++i)
        bars << CountBars::Bar{listVerdictText(ListVerdict(i)), summary.verdicts[std::size_t(i)],
                               verdictTone(ListVerdict(i))};
    m_verdicts->setBars(bars);
    m_verdicts->setFixedHeight(m_verdicts->sizeHint().height()); // all of them are seen
    bars.clear();
    for (int i = 0; i < listReasonCount; ++i)
        bars << CountBars::Bar{listReasonText(ListReason(i)), summary.reasons[std::size_t(i)], Tone::Info};
    m_reasons->setBars(bars);
    bars.clear();
    for (const auto &[code, count] : summary.regions)
        bars << CountBars::Bar{code.isEmpty() ? tr("no region") : regionLabel(code), count, Tone::Info};
    m_regions->setBars(bars);
    m_uncertain->setVisible(summary.uncertainLines > 0);
    m_uncertain->setPlainText(tr("Of %1 contacts the numbering plan cannot say whether the line is fixed, mobile or "
                                 "VoIP. That alone changes no verdict.",
                                 nullptr, pluralForm(summary.uncertainLines))
                                  .arg(QLocale().toString(summary.uncertainLines)));
}

} // namespace muster
