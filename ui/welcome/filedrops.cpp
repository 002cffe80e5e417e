// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/filedrops.h"

#include "ui/welcome/dropcurtain.h"
#include "ui/welcome/welcomecontroller.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace muster {

FileDrops::FileDrops(QWidget *window, QWidget *ground, Obstacle obstacle, QObject *parent)
    : QObject(parent)
    , m_curtain(new DropCurtain(ground))
    , m_obstacle(std::move(obstacle))
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

FileDrops::Judgement FileDrops::judge(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    if (urls.isEmpty())
        return {{}, tr("Only files can be dropped here. Save what you drag in a file first.")};
    if (urls.size() > WelcomeController::maxFiles) {
        //: %n is the most files that can be dropped at once.
        return {{}, tr("At most %n files can be opened at once.", nullptr, WelcomeController::maxFiles)};
    }
    Judgement judgement;
    for (const QUrl &url : urls) {
        if (!url.isLocalFile())
            return {{}, tr("Only files of this computer can be opened. Save it here first.")};
        if (QFileInfo(url.toLocalFile()).isDir())
            return {{}, tr("A folder cannot be opened. Drop the files that are in it.")};
        judgement.files << url.toLocalFile();
    }
    judgement.files.removeDuplicates();
    return judgement;
}

void FileDrops::enter(QDropEvent *event)
{
    m_judgement = judge(*event->mimeData());
    if (m_judgement.refusal.isEmpty())
        m_judgement.refusal = m_obstacle();
    if (m_judgement.refusal.isEmpty())
        m_curtain->offer(int(m_judgement.files.size()));
    else
        m_curtain->refuse(m_judgement.refusal);
}

void FileDrops::leave()
{
    m_curtain->hide();
    m_judgement = {};
}

bool FileDrops::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter: {
        auto *drag = static_cast<QDragEnterEvent *>(event);
        if (drag->source() != nullptr)
            return false; // a thing of ours on its way within the window
        enter(drag);
        drag->setDropAction(Qt::CopyAction); // never a move: the file stays where it is
        drag->accept(); // also where it is refused: else nobody is told when it leaves
        return true;
    }
    case QEvent::DragMove: {
        auto *drag = static_cast<QDragMoveEvent *>(event);
        drag->setDropAction(Qt::CopyAction);
        drag->setAccepted(m_judgement.refusal.isEmpty());
        return true;
    }
    case QEvent::DragLeave:
        leave();
        return true;
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        const Judgement judgement = m_judgement;
        leave();
        drop->setDropAction(Qt::CopyAction);
        drop->setAccepted(judgement.refusal.isEmpty());
        if (judgement.refusal.isEmpty() && !judgement.files.isEmpty())
            Q_EMIT dropped(judgement.files);
        return true;
    }
    default:
        return QObject::eventFilter(watched, event);
    }
}

} // namespace muster
