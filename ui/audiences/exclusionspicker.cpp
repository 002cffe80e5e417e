// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/exclusionspicker.h"

#include "models/text/plaintext.h"
#include "ui/common/commands.h"
#include "ui/common/designtokens.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tooltips.h"

#include <QAction>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

namespace {

constexpr int listHeight = 84; // three rows
constexpr int idCharacters = 36;

bool isSame(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

ExclusionsPicker::ExclusionsPicker(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_names(new QStringListModel(this))
    , m_list(new QListWidget(this))
{
    m_edit->setObjectName(QStringLiteral("exclusionEdit"));
    m_edit->setAccessibleName(tr("Audience to leave out, by name or id"));
    m_edit->setPlaceholderText(tr("Name or id of an audience"));
    m_edit->setMaxLength(200);
    auto *completer = new QCompleter(m_names, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_edit->setCompleter(completer);
    auto *add = new QPushButton(tr("Leave out"), this);
    add->setObjectName(QStringLiteral("addExclusionButton"));
    add->setEnabled(false);
    connect(m_edit, &QLineEdit::textChanged, this, [this, add](const QString &text) {
        add->setEnabled(!text.trimmed().isEmpty());
        m_problem->hide();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &ExclusionsPicker::add);
    connect(add, &QPushButton::clicked, this, &ExclusionsPicker::add);
    m_list->setObjectName(QStringLiteral("exclusionsList"));
    m_list->setAccessibleName(tr("Audiences whose people are left out"));
    m_list->setMaximumHeight(listHeight);
    connect(addCommand(Command::RemoveExclusion, m_list, Qt::WidgetShortcut), &QAction::triggered, this,
            &ExclusionsPicker::removeSelected);
    m_remove = new QPushButton(themedIcon(QStringLiteral("x")), tr("Do not leave out"), this);
    m_remove->setObjectName(QStringLiteral("removeExclusionButton"));
    connect(m_remove, &QPushButton::clicked, this, &ExclusionsPicker::removeSelected);
    connect(m_list, &QListWidget::currentRowChanged, m_remove, [this](int row) { m_remove->setEnabled(row >= 0); });
    m_problem = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_problem->setObjectName(QStringLiteral("exclusionProblemLabel"));
    m_problem->setRole(ColourRole::Bad);
    m_problem->hide();
    setFocusProxy(m_edit);

    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_edit, 1);
    row->addWidget(add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addLayout(row);
    column->addWidget(m_problem);
    column->addWidget(m_list);
    column->addWidget(m_remove, 0, Qt::AlignLeft);
    showList();
}

void ExclusionsPicker::setKnown(const QList<AudienceSummary> &audiences, const QString &ownId)
{
    m_known = audiences;
    m_ownId = ownId;
    QStringList names;
    for (const AudienceSummary &audience : audiences) {
        if (!isSame(audience.id, ownId))
            names << visibleText(audience.name, 200);
    }
    m_names->setStringList(names);
    showList();
}

void ExclusionsPicker::setExclusions(const QStringList &ids)
{
    if (m_ids == ids)
        return;
    m_ids = ids;
    showList();
}

QString ExclusionsPicker::nameOf(const QString &id) const
{
    const auto found = std::find_if(m_known.cbegin(), m_known.cend(),
                                    [&id](const AudienceSummary &audience) { return isSame(audience.id, id); });
    return found == m_known.cend() ? QString() : visibleText(found->name, 200);
}

QString ExclusionsPicker::typedId(QString &why) const
{
    const QString typed = m_edit->text().trimmed();
    QStringList named;
    for (const AudienceSummary &audience : m_known) {
        if (isSame(visibleText(audience.name, 200), typed))
            named << audience.id;
    }
    if (named.size() == 1)
        return named.first();
    if (named.size() > 1) {
        why = tr("Several audiences have this name. Enter the id of the one that is meant.");
        return {};
    }
    if (isUuid(typed))
        return typed;
    why = typed.size() == idCharacters
        ? tr("This is no id: one has 32 digits 0 to 9 and a to f, in groups of 8, 4, 4, 4 and 12.")
        : tr("No audience has this name, and it is no id.");
    return {};
}

void ExclusionsPicker::add()
{
    if (m_edit->text().trimmed().isEmpty())
        return;
    QString why;
    const QString id = typedId(why);
    if (!id.isEmpty() && isSame(id, m_ownId))
        why = tr("An audience cannot leave out itself.");
    else if (!id.isEmpty() && m_ids.contains(id, Qt::CaseInsensitive))
        why = tr("This audience is left out already.");
    if (!why.isEmpty()) {
        m_problem->setPlainText(why);
        m_problem->show();
        return;
    }
    m_ids << id;
    m_edit->clear();
    showList();
    Q_EMIT changed();
}

void ExclusionsPicker::removeSelected()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_ids.size())
        return;
    m_ids.removeAt(row);
    showList();
    Q_EMIT changed();
}

void ExclusionsPicker::showList()
{
    const int row = m_list->currentRow();
    m_list->clear();
    for (const QString &id : std::as_const(m_ids)) {
        const QString name = nameOf(id);
        auto *item = new QListWidgetItem(name.isEmpty() ? visibleText(id, 60) : name, m_list);
        item->setToolTip(toolTips::text(id));
    }
    m_list->setCurrentRow(std::min(row, int(m_ids.size()) - 1));
    m_list->setVisible(!m_ids.isEmpty());
    m_remove->setVisible(!m_ids.isEmpty());
    m_remove->setEnabled(m_list->currentRow() >= 0);
}

} // namespace muster
