// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/comparisonbox.h"
#include "models/text/amounttext.h"

#include "models/lists/verdictmoves.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tooltips.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

namespace {

constexpr int mostRows = 6; ///< Seen at once.
constexpr int moveRole = Qt::UserRole; ///< From * listVerdictCount + to; -1: all of them.

} // namespace

ComparisonBox::ComparisonBox(QWidget *parent)
    : QWidget(parent)
{
    m_title = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_title->setObjectName(QStringLiteral("comparisonLabel"));
    auto *close = iconButton(this, "closeComparisonButton", QStringLiteral("x"), tr("Close the comparison"));
    connect(close, &QToolButton::clicked, this, [this] { setMoves(nullptr); });
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("comparisonList"));
    m_list->setAccessibleName(tr("Contacts that would change their verdict; a row shows them in the table"));
    m_list->setTabKeyNavigation(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &ComparisonBox::tellChoice);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::xs);
    line->addWidget(m_title, 1);
    line->addWidget(close, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::xs, space::s, space::s);
    column->setSpacing(space::xs);
    column->addLayout(line);
    column->addWidget(m_list);
    hide();
}

void ComparisonBox::setMoves(const std::shared_ptr<const VerdictMoves> &moves)
{
    if (moves == m_moves)
        return;
    m_moves = moves;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
    }
    setVisible(moves != nullptr);
    Q_EMIT filterAsked({}); // of the comparison before
    if (!moves)
        return;
    const qint64 all = moves->moved();
    const QString name = visibleText(moves->name(), 60);
    m_title->setPlainText(
        all == 0 ? tr("Under \u201c%1\u201d no contact would change its verdict.").arg(name)
                 : tr("Under \u201c%2\u201d, %1 contacts would change their verdict:", nullptr, pluralForm(all))
                       .arg(numberText(all), name));
    const QSignalBlocker quiet(m_list);
    const auto add = [this](const QString &words, int move) {
        auto *item = new QListWidgetItem(words, m_list);
        item->setData(moveRole, move);
        item->setToolTip(toolTips::text(words));
    };
    add(tr("all of them: %1").arg(numberText(all)), -1);
    for (int from = 0; from < listVerdictCount; ++from) {
        for (int to = 0; to < listVerdictCount; ++to) {
            const qint64 count = moves->counts()[std::size_t(from)][std::size_t(to)];
            if (from != to && count > 0)
                //: %1 and %2 are verdicts, %3 is a count.
                add(tr("%1 \u2192 %2: %3")
                        .arg(listVerdictText(ListVerdict(from)), listVerdictText(ListVerdict(to)), numberText(count)),
                    from * listVerdictCount + to);
        }
    }
    m_list->setVisible(all > 0);
    m_list->setFixedHeight(m_list->sizeHintForRow(0) * std::min(m_list->count(), mostRows) + 2 * m_list->frameWidth()
                           + 2);
}

void ComparisonBox::setFilter(const MoveFilter &filter)
{
    const QSignalBlocker quiet(m_list);
    const int wanted = filter.fromTo ? int(filter.fromTo->first) * listVerdictCount + int(filter.fromTo->second) : -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const bool isShown = filter.moves && filter.moves == m_moves;
        m_list->item(row)->setSelected(isShown && m_list->item(row)->data(moveRole).toInt() == wanted);
    }
}

void ComparisonBox::tellChoice()
{
    const QList<QListWidgetItem *> chosen = m_list->selectedItems();
    if (chosen.isEmpty())
        return;
    MoveFilter filter{m_moves, {}};
    if (const int move = chosen.first()->data(moveRole).toInt(); move >= 0)
        filter.fromTo = {ListVerdict(move / listVerdictCount), ListVerdict(move % listVerdictCount)};
    Q_EMIT filterAsked(filter);
}

} // namespace muster
