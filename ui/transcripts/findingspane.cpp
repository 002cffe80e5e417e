// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/findingspane.h"

#include "models/items/transcriptmodels.h"
#include "models/rules/masking/maskfinding.h"
#include "models/text/maskingtexts.h"
#include "ui/common/countbars.h"
#include "ui/common/datatable.h"
#include "ui/common/emptyover.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLocale>
#include <QVBoxLayout>

namespace muster {

FindingsPane::FindingsPane(QWidget *parent)
    : QWidget(parent)
    , m_findings(new TranscriptFindingsModel(this))
    , m_title(sectionTitle(this, tr("Masked")))
    , m_rule(hintLabel(this))
    , m_counts(new CountBars(this))
    , m_table(new DataTable(this))
{
    m_title->setObjectName(QStringLiteral("findingsTitleLabel"));
    m_rule->setObjectName(QStringLiteral("findingRuleLabel"));
    m_counts->setObjectName(QStringLiteral("entityCountBars"));
    m_counts->setAccessibleName(tr("What is masked, by kind"));
    m_table->setObjectName(QStringLiteral("transcriptFindingsTable"));
    m_table->setAccessibleName(tr("Places that are masked"));
    m_table->setModel(m_findings);
    new EmptyOver(
        m_table,
        tr("Nothing in this transcript is masked. If something should be, choose its words below and ask why not."));
    // Narrow, beside the transcript, which goes to the place that is chosen, with its rule said below: where a place is
    // and by which rule are columns to be chosen.
    m_table->setColumnHidden(TranscriptFindingsModel::Where, true);
    m_table->setColumnHidden(TranscriptFindingsModel::Rule, true);
    m_table->setColumnWidth(TranscriptFindingsModel::Sureness, 92);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(TranscriptFindingsModel::Kind, QHeaderView::Stretch);
    m_table->setMinimumHeight(70);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (now.isValid() && !m_following)
            Q_EMIT chosen(std::size_t(now.row()));
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(m_title);
    column->addWidget(m_counts);
    column->addWidget(m_table, 1);
    column->addWidget(m_rule);
    setTranscript(nullptr);
}

void FindingsPane::setTranscript(const SharedTranscript &transcript)
{
    m_transcript = transcript;
    m_findings->setTranscript(transcript);
    QList<CountBars::Bar> bars;
    if (transcript) {
        for (const Entity entity : allEntities)
            bars << CountBars::Bar{entityTitle(entity), transcript->counts[std::size_t(entity)], Tone::Info};
    }
    m_counts->setBars(bars);
    m_counts->setVisible(transcript && !transcript->findings.empty());
    m_table->setVisible(m_counts->isVisibleTo(this));
    //: Above the list of masked places; %1 is how many there are.
    m_title->setPlainText(transcript
                              ? tr("Masked places: %1").arg(QLocale().toString(qint64(transcript->findings.size())))
                              : tr("Masked places"));
    setCurrent(std::nullopt);
}

void FindingsPane::setCurrent(std::optional<std::size_t> finding)
{
    m_following = true;
    m_table->setCurrentIndex(finding ? m_findings->index(int(*finding), 0) : QModelIndex());
    m_following = false;
    if (finding && m_transcript)
        m_rule->setPlainText(findingText(*m_transcript, m_transcript->findings[*finding]));
    else
        m_rule->setPlainText(m_transcript && !m_transcript->findings.empty()
                                 ? tr("F8 goes to the next masked place, Shift+F8 to the one before.")
                                 : QString());
}

} // namespace muster
