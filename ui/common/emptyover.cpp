// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/emptyover.h"

#include <QAbstractItemView>
#include <QEvent>
#include <algorithm>

namespace muster {

EmptyOver::EmptyOver(QAbstractItemView *view, const QString &sentence)
    : EmptyState(QString(), view->viewport())
    , m_view(view)
{
    setObjectName(view->objectName() + QStringLiteral("EmptyState"));
    setAttribute(Qt::WA_TransparentForMouseEvents); // what is dropped or clicked is the view's
    setSentence(sentence);
    view->viewport()->installEventFilter(this);
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyOver::follow);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyOver::follow);
    connect(model, &QAbstractItemModel::modelReset, this, &EmptyOver::follow);
    follow();
}

void EmptyOver::follow()
{
    setVisible(m_view->model()->rowCount() == 0);
    setGeometry(m_view->viewport()->rect());
    setSentenceWidth(std::clamp(width() - 48, 120, 420));
}

bool EmptyOver::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        follow();
    return EmptyState::eventFilter(watched, event);
}

} // namespace muster
