// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/donotcall/numbercheckpane.h"

#include "models/text/donotcalltexts.h"
#include "models/text/errortexts.h"
#include "ui/common/announcer.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/lists/regionchoice.h"

#include <QComboBox>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>

namespace muster {

namespace {

QString invitation()
{
    return NumberCheckPane::tr("Paste numbers above or open a file of them, then check them. Nothing is changed.");
}

} // namespace

NumberCheckPane::NumberCheckPane(QWidget *parent)
    : QWidget(parent)
    , m_numbers(new CheckedNumbersModel(this))
    , m_shown(new StandingFilterModel(m_numbers, this))
{
    auto *input = buildInput();
    auto *result = new QWidget(this);
    auto *bar = buildBar();
    m_table = new DataTable("checkedNumbersTable", tr("Checked numbers"), m_shown, result);
    using Column = CheckedNumbersModel::Column;
    m_table->setColumnWidths({{Column::Line, 64},
                              {Column::Number, 140},
                              {Column::Standing, 130},
                              {Column::Reason, 330},
                              {Column::Groups, 150},
                              {Column::Since, 100},
                              {Column::Until, 100},
                              {Column::Honoring, 150}});
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(Column::Line, Qt::AscendingOrder);
    m_empty = new EmptyOverlay(m_table, invitation());
    fillColumn(result, space::s, {bar, {m_table, 1}, hintLabel(result, entryEndNote())});
    auto *splitter = named("numberCheckSplitter", new QSplitter(Qt::Vertical, this));
    fillSplitter(splitter, {{input, 1}, {result, 4}});
    fillColumn(this, 0, {{splitter, 1}});
    setFocusProxy(m_edit);
    showReady();
}

QWidget *NumberCheckPane::buildInput()
{
    auto *box = new QWidget(this);
    m_edit = named("numbersEdit", new QPlainTextEdit(box));
    m_edit->setAccessibleName(tr("Numbers to check, one per line"));
    m_edit->setPlaceholderText(tr("Numbers, one per line: +49 30 1234567, or 030 1234567 with a region chosen"));
    m_edit->setTabChangesFocus(true);
    m_edit->setMinimumHeight(72); // px; three lines
    connect(m_edit, &QPlainTextEdit::textChanged, this, &NumberCheckPane::showReady);
    m_region = calmCombo(box, "checkRegionCombo", tr("Region of national numbers"));
    fillRegions(m_region, tr("No region"));
    m_open = pushButton(box, "openNumbersButton", tr("&Open file…"), QStringLiteral("folder-open"));
    connect(m_open, &QPushButton::clicked, this, &NumberCheckPane::openAsked);
    m_check = primaryButton(box, "checkNumbersButton", tr("C&heck numbers"));
    connect(m_check, &QPushButton::clicked, this, [this] { Q_EMIT checkAsked(m_edit->toPlainText().toUtf8()); });
    m_stop = pushButton(box, "stopCheckButton", tr("&Stop"), QStringLiteral("x"));
    connect(m_stop, &QPushButton::clicked, this, &NumberCheckPane::stopAsked);
    auto *limit = hintLabel(box,
                            tr("At most %1 at once: each number is one question to the server.")
                                .arg(QLocale().toString(AskedNumbers::mostNumbers)));
    auto *side = new QWidget(box);
    fillColumn(side, space::s,
               {buddyLabel(side, tr("&Region of national numbers"), m_region), m_region,
                rowLayout(space::s, {m_open, m_check, m_stop, boxStretch(1)}), limit, boxStretch(1)});
    fillRow(box, space::m, {{m_edit, 5}, {side, 3}}, QMargins(0, 0, 0, space::s));
    return box;
}

QWidget *NumberCheckPane::buildBar()
{
    auto *bar = new QWidget(this);
    m_state = wrappedLabel(bar, "numberCheckLabel", ColourRole::Muted);
    m_filter = calmCombo(bar, "standingCombo", tr("Which numbers to show"));
    m_filter->addItem(tr("All numbers"), -1);
    for (const auto standing : {DoNotCallStanding::Blocked, DoNotCallStanding::Unheeded, DoNotCallStanding::Free,
                                DoNotCallStanding::NotTold, DoNotCallStanding::Unreadable})
        m_filter->addItem(doNotCallStandingText(standing), int(standing));
    m_filter->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_filter->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_filter, &QComboBox::currentIndexChanged, this, &NumberCheckPane::applyFilter);
    m_save = pushButton(bar, "saveCheckButton", tr("Sa&ve as CSV…"), QStringLiteral("save"));
    connect(m_save, &QPushButton::clicked, this, &NumberCheckPane::saveAsked);
    m_change = pushButton(bar, "changeCheckedButton", tr("Change &these…"));
    m_change->setToolTip(tr("Add, expire or move the numbers that are shown"));
    connect(m_change, &QPushButton::clicked, this, [this] { Q_EMIT changeAsked(shownNumbers()); });
    fillRow(bar, space::s, {{m_state, 1}, m_filter, m_change, m_save});
    return bar;
}

void NumberCheckPane::setOutside(const QString &obstacle)
{
    m_isOutside = !obstacle.isEmpty();
    m_isRunning = false;
    m_repeated = 0;
    m_numbers->setRows({});
    m_state->setPlainText({});
    m_empty->setSentence(m_isOutside ? obstacle : invitation());
    showReady();
}

void NumberCheckPane::showStarted()
{
    m_isRunning = true;
    m_repeated = 0;
    m_numbers->setRows({});
    m_filter->setCurrentIndex(0);
    m_state->setPlainText({});
    m_empty->setSentence(tr("Reading numbers…"));
    showReady();
    m_stop->setFocus(); // the button that had it is gone
}

void NumberCheckPane::setNumbers(const AskedNumbers &numbers)
{
    m_repeated = numbers.repeated;
    m_numbers->setNumbers(numbers);
}

void NumberCheckPane::settle(const CheckedNumbersModel::Settled &settled)
{
    m_numbers->settle(settled);
}

void NumberCheckPane::showProgress(const QString &sentence)
{
    m_state->setPlainText(sentence);
}

void NumberCheckPane::showEnded(const QString &sentence)
{
    const bool hadFocus = m_stop->hasFocus();
    m_isRunning = false;
    m_empty->setSentence(invitation());
    tell(sentence);
    showReady();
    if (hadFocus)
        m_table->setFocus();
}

void NumberCheckPane::showError(const ApiError &error)
{
    tell(errorSentence(error));
}

void NumberCheckPane::tell(const QString &sentence)
{
    m_state->setPlainText(sentence);
    Announcer::sayNewest(this, QStringLiteral("number check"), sentence);
}

QString NumberCheckPane::region() const
{
    return m_region->currentData().toString();
}

void NumberCheckPane::showReady()
{
    const bool canAsk = !m_isOutside && !m_isRunning;
    m_check->setEnabled(canAsk && !m_edit->document()->isEmpty());
    m_check->setVisible(!m_isRunning);
    m_stop->setVisible(m_isRunning);
    m_open->setEnabled(canAsk);
    m_save->setEnabled(!m_isRunning && m_numbers->rowCount() > 0);
    m_change->setEnabled(!m_isRunning && m_numbers->rowCount() > 0);
}

QByteArray NumberCheckPane::shownNumbers() const
{
    QByteArray numbers;
    for (int row = 0; row < m_shown->rowCount(); ++row) {
        const CheckedNumber *checked = m_numbers->at(m_shown->mapToSource(m_shown->index(row, 0)).row());
        if (checked && checked->asked.isReadable())
            numbers += askedNumberText(checked->asked).toUtf8() + '\n';
    }
    return numbers;
}

void NumberCheckPane::applyFilter()
{
    const int chosen = m_filter->currentData().toInt();
    m_shown->setStanding(chosen < 0 ? std::nullopt : std::optional(DoNotCallStanding(chosen)));
    m_empty->setSentence(m_numbers->rowCount() > 0 ? tr("No number has this status.") : invitation());
}

} // namespace muster
