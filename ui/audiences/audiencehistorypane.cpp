// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencehistorypane.h"

#include "models/text/plaintext.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/common/formparts.h"
#include "ui/common/tooltips.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int detailRole = Qt::UserRole + 1, keptRole = Qt::UserRole + 2, erasedRole = Qt::UserRole + 3;

} // namespace

AudienceHistoryPane::AudienceHistoryPane(QWidget *parent)
    : QWidget(parent)
{
}

void AudienceHistoryPane::build()
{
    if (isBuilt())
        return;
    m_from = calmCombo(this, "historyFromCombo");
    m_to = calmCombo(this, "historyToCombo");
    m_detail = named("historyDetailLabel", hintLabel(this));
    m_lines = new CriteriaLinesTable("historyDifferenceTable", tr("Changes"), {tr("Change"), tr("Part"), tr("Where")},
                                     {110, 120}, this);
    connect(m_lines, &CriteriaLinesTable::nodeChosen, this, &AudienceHistoryPane::nodeChosen);
    m_troubleBox = new QWidget(this);
    m_trouble = wrappedLabel(m_troubleBox, "historyTroubleLabel", ColourRole::Warn);
    auto *again = pushButton(m_troubleBox, "readVersionsAgainButton", tr("Tr&y again"), QStringLiteral("refresh-cw"));
    connect(again, &QPushButton::clicked, this, &AudienceHistoryPane::retryAsked);
    fillRow(m_troubleBox, space::s, {{m_trouble, 1}, {again, 0, Qt::AlignTop}});
    m_troubleBox->hide();
    m_revert = pushButton(this, "revertAudienceButton", tr("Re&vert to it"), QStringLiteral("archive-restore"));
    connect(m_revert, &QPushButton::clicked, this, [this] { Q_EMIT revertAsked(from()); });
    m_erase = pushButton(this, "erasePayloadButton", QString(), QStringLiteral("trash-2"));
    connect(m_erase, &QPushButton::clicked, this, [this] { Q_EMIT eraseAsked(from(), m_from->currentText()); });
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::s);
    grid->setVerticalSpacing(space::xs);
    const auto add = [this, grid](int row, const QString &title, QComboBox *box) {
        auto *label = buddyLabel(this, title, box);
        grid->addWidget(label, row, 0);
        grid->addWidget(box, row, 1);
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            showButtons();
            Q_EMIT compareAsked();
        });
    };
    add(0, tr("Fr&om"), m_from);
    add(1, tr("&To"), m_to);
    grid->setColumnStretch(1, 1);
    auto *column = bareLayout<QVBoxLayout>(this, space::s, QMargins(space::s, space::m, space::s, space::s));
    fillBox(column, {m_troubleBox, grid, m_detail, {m_lines, 1}});
    auto *buttons = rowLayout(space::s, {m_revert, m_erase, boxStretch(1)});
    column->addLayout(buttons);
    showWords();
    setVersions({});
}

void AudienceHistoryPane::setHome(AudienceHome home)
{
    m_home = home;
    if (isBuilt()) {
        showWords();
        showButtons();
    }
}

void AudienceHistoryPane::showWords()
{
    const bool isHere = m_home == AudienceHome::ThisComputer;
    toolTips::set(m_revert,
                  isHere ? tr("Revert the draft to this version in one undoable step; nothing is saved")
                         : tr("Revert the draft to this version in one undoable step; nothing is registered"));
    m_erase->setText(isHere ? tr("&Delete content…") : tr("&Delete sent content…"));
    toolTips::set(m_erase,
                  isHere ? tr("A version’s content is kept on this computer indefinitely, alongside its history entry, "
                              "until someone deletes it here")
                         : tr("The sent content is kept on this computer indefinitely, alongside its history entry, "
                              "until someone deletes it here"));
}

QString AudienceHistoryPane::noneYet() const
{
    return m_home == AudienceHome::ThisComputer
        ? tr("Nothing has been saved yet, so there’s no version to compare.")
        : tr("Nothing has been registered yet, so there’s no version to compare.");
}

void AudienceHistoryPane::showEvent(QShowEvent *event)
{
    build();
    QWidget::showEvent(event);
}

void AudienceHistoryPane::setVersions(const QList<AudienceVersionRow> &versions)
{
    build();
    const QString before = from(), after = to();
    const QSignalBlocker a(m_from), b(m_to);
    m_from->clear();
    m_to->clear();
    m_to->addItem(tr("Draft"), QString());
    for (const AudienceVersionRow &version : versions) {
        for (QComboBox *box : {m_from, m_to}) {
            box->addItem(visibleText(version.title, 80), version.key);
            box->setItemData(box->count() - 1, version.detail, detailRole);
            box->setItemData(box->count() - 1, version.isKept, keptRole);
            box->setItemData(box->count() - 1, version.isErased, erasedRole);
        }
    }
    m_from->setCurrentIndex(std::max(versions.isEmpty() ? -1 : 0, m_from->findData(before)));
    m_to->setCurrentIndex(std::max(0, m_to->findData(after)));
    for (QComboBox *box : {m_from, m_to})
        box->setEnabled(!versions.isEmpty());
    if (versions.isEmpty())
        m_lines->setLines({}, noneYet());
    showButtons();
}

void AudienceHistoryPane::showTrouble(const QString &why)
{
    build();
    m_troubleBox->setVisible(!why.isEmpty());
    m_trouble->setPlainText(why);
    if (m_from->count() == 0)
        m_lines->setLines({}, why.isEmpty() ? noneYet() : QString());
}

void AudienceHistoryPane::setReadOnly()
{
    build();
    m_erase->setEnabled(false);
}

bool AudienceHistoryPane::isErased() const
{
    return m_from->currentData(erasedRole).toBool() || m_to->currentData(erasedRole).toBool();
}

void AudienceHistoryPane::showDifference(const QList<CriteriaLine> &lines)
{
    build();
    m_lines->setLines(lines, from().isEmpty() ? noneYet() : tr("No differences."));
}

QString AudienceHistoryPane::from() const
{
    return isBuilt() ? m_from->currentData().toString() : QString();
}

QString AudienceHistoryPane::to() const
{
    return isBuilt() ? m_to->currentData().toString() : QString();
}

void AudienceHistoryPane::showButtons()
{
    m_detail->setPlainText(m_from->currentData(detailRole).toString());
    m_revert->setAccessibleName(tr("Revert to %1").arg(m_from->currentText()));
    m_revert->setVisible(!from().isEmpty() && !m_from->currentData(erasedRole).toBool());
    m_erase->setVisible(m_from->currentData(keptRole).toBool());
    if (isErased())
        m_lines->setLines(
            {},
            m_home == AudienceHome::ThisComputer
                ? tr("This version’s content was deleted on this computer, so there’s nothing to compare.")
                : tr("The content sent then was deleted on this computer, so there’s nothing to compare."));
}

} // namespace muster
