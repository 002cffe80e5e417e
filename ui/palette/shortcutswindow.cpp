// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/shortcutswindow.h"

#include "ui/audiences/canvas/canvasactions.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/palette/actionsources.h"
#include "ui/print/reportprinter.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>

namespace muster {

QList<ShortcutRow> allShortcuts(const QList<ShortcutRow> &navigation)
{
    QList<ShortcutRow> rows = navigation;
    const QList<CommandInfo> commands = commandList();
    for (const CommandInfo &command : commands) {
        if (!command.keys.isEmpty())
            rows << ShortcutRow{commandPlaceText(command.place), command.text, command.keys, command.command};
    }
    CanvasView canvas;
    new CanvasActions(&canvas); // the canvas owns it
    const QList<QAction *> actions = canvas.actions();
    for (const QAction *action : actions) {
        if (!action->shortcuts().isEmpty())
            rows << ShortcutRow{ShortcutsModel::tr("Criteria of an audience"), plainLabel(action->text()),
                                action->shortcuts()};
    }
    return rows;
}

QString keysText(const QList<QKeySequence> &keys)
{
    QString text;
    for (const QKeySequence &one : keys) {
        const QString words = one.toString(QKeySequence::NativeText);
        //: Between keys that do the same: "Ctrl+Y or Ctrl+Shift+Z".
        text = text.isEmpty() ? words : ShortcutsModel::tr("%1 or %2").arg(text, words);
    }
    return text;
}

QString shortcutsHtml(const QList<ShortcutRow> &rows)
{
    QString html = u"<h1>" + ShortcutsModel::tr("Muster keyboard shortcuts").toHtmlEscaped() + u"</h1>";
    QString place;
    for (const ShortcutRow &row : rows) {
        if (row.place != place) {
            html += place.isEmpty() ? QString() : QStringLiteral("</table>");
            html += u"<h2>" + row.place.toHtmlEscaped() + u"</h2><table cellspacing=\"0\" cellpadding=\"3\">";
            place = row.place;
        }
        html += u"<tr><td width=\"220\"><b>" + keysText(row.keys).toHtmlEscaped() + u"</b></td><td>"
            + row.text.toHtmlEscaped() + u"</td></tr>";
    }
    return rows.isEmpty() ? html : html + QStringLiteral("</table>");
}

ShortcutsModel::ShortcutsModel(QList<ShortcutRow> rows, QObject *parent)
    : QAbstractTableModel(parent)
    , m_rows(std::move(rows))
{
}

int ShortcutsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ShortcutsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ShortcutsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    const ShortcutRow &row = m_rows[index.row()];
    switch (index.column()) {
    case Keys:
        return keysText(row.keys);
    case Text:
        return row.text;
    default:
        return row.place;
    }
}

QVariant ShortcutsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Keys:
        return tr("Keys");
    case Text:
        return tr("Action");
    default:
        return tr("Where");
    }
}

ShortcutsWindow::ShortcutsWindow(const QList<ShortcutRow> &rows, QWidget *parent)
    : QDialog(parent)
    , m_rows(rows)
    , m_proxy(new QSortFilterProxyModel(this))
    , m_search(searchEdit(this, "shortcutsSearchEdit", tr("Find a key or action")))
    , m_table(new DataTable("shortcutsTable", tr("Keyboard shortcuts"), m_proxy, this))
    , m_state(elidedLabel(this, "shortcutsStateLabel", ColourRole::Muted))
    , m_printer(new ReportPrinter(this))
{
    setObjectName(QStringLiteral("shortcutsWindow"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(720, 560);
    rememberSize(*this);
    m_proxy->setSourceModel(new ShortcutsModel(rows, this));
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setPlaceholderText(withKeys(tr("Find a key or action"), commandInfo(Command::Find).keys.value(0)));
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        showCount();
    });
    connect(addCommand(Command::Find, this), &QAction::triggered, m_search,
            [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    m_table->setColumnWidths({{ShortcutsModel::Keys, 190}, {ShortcutsModel::Text, 320}});
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *print = pushButton(this, "printShortcutsButton", tr("&Print…"), QStringLiteral("printer"));
    connect(print, &QPushButton::clicked, this, &ShortcutsWindow::print);
    connect(m_printer, &ReportPrinter::printed, this, [this](bool sent) {
        m_state->setPlainText(sent ? tr("The shortcuts were sent to the printer.")
                                   : tr("The printer didn’t accept them. Check the printer, then print again."));
    });
    auto *close = pushButton(this, "closeShortcutsButton", tr("&Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    for (QPushButton *button : {print, close})
        button->setAutoDefault(false);
    auto *foot = rowLayout(space::s, {{m_state, 1}, print, close});
    fillPage(this, space::m, {m_search, {m_table, 1}, foot});
    m_search->setFocus();
    showCount();
}

void ShortcutsWindow::showCount()
{
    const int shown = m_proxy->rowCount();
    m_state->setPlainText(shown == 0
                              ? tr("No matching shortcuts.")
                              : tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(m_rows.size())));
}

void ShortcutsWindow::print()
{
    askForPrinter(this, this, [this](const std::shared_ptr<QPrinter> &printer) {
        m_printer->print(shortcutsHtml(m_rows), tr("Muster keyboard shortcuts"), printer);
    });
}

} // namespace muster
