// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/shortcutsmodel.h"

#include "ui/audiences/canvas/canvasactions.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/common/commands.h"
#include "ui/palette/actionsource.h"

#include <QAction>

namespace muster {

QList<ShortcutRow> allShortcuts(const QList<ShortcutRow> &navigation)
{
    QList<ShortcutRow> rows = navigation;
    const QList<CommandInfo> commands = commandList();
    for (const CommandInfo &command : commands) {
        if (!command.keys.isEmpty())
            rows << ShortcutRow{commandPlaceText(command.place), command.text, command.keys};
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
    QString html = u"<h1>" + ShortcutsModel::tr("Keyboard shortcuts of Muster").toHtmlEscaped() + u"</h1>";
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
        return tr("What they do");
    default:
        return tr("Where");
    }
}

} // namespace muster
