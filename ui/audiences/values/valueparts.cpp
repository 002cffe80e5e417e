// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/values/valueparts.h"

#include "ui/common/designtokens.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace muster {

namespace {

class UndoPasser final : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
            return false;
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
            return false;
        event->ignore(); // not the field's: a shortcut, or for whoever is around it
        return true;
    }
};

} // namespace

void fillWith(QWidget *holder, const QList<QWidget *> &parts)
{
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    for (QWidget *part : parts)
        row->addWidget(part, part == parts.first() ? 1 : 0);
    holder->setFocusProxy(parts.first());
}

void leaveUndoToTheCanvas(QLineEdit *edit)
{
    edit->installEventFilter(new UndoPasser(edit));
}

QCompleter *containingCompleter(const QStringList &words, QLineEdit *edit)
{
    auto *completer = new QCompleter(words, edit);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setAccessibleName(QObject::tr("Suggestions"));
    return completer;
}

} // namespace muster
