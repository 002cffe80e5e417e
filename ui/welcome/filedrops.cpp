// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/filedrops.h"

#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/welcome/welcomecontroller.h"

#include <QDragEnterEvent>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

namespace muster {

DropCurtain::DropCurtain(QWidget *ground)
    : QWidget(ground)
    , m_icon(new QLabel(this))
    , m_sentence(wrappedLabel(this, "dropSentenceLabel"))
{
    setObjectName(QStringLiteral("dropCurtain"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setFixedWidth(420);
    m_icon->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::m);
    fillBox(column, {boxStretch(1), m_icon, {m_sentence, 0, Qt::AlignHCenter}, boxStretch(1)});
    ground->installEventFilter(this);
    hide();
}

void DropCurtain::offer(int files)
{
    //: %n is a number of files.
    say(QStringLiteral("download"), tr("Drop to open %n file(s) for a dry run. Nothing is sent.", nullptr, files),
        false);
}

void DropCurtain::say(const QString &iconName, const QString &sentence, bool isRefused)
{
    m_isRefused = isRefused;
    m_icon->setPixmap(themedIcon(iconName, isRefused ? ColourRole::Warn : ColourRole::Muted)
                          .pixmap(QSize(32, 32), devicePixelRatioF()));
    m_sentence->setPlainText(sentence, isRefused ? ColourRole::Warn : ColourRole::Text);
    m_sentence->setMinimumHeight(m_sentence->heightForWidth(m_sentence->width())); // a layout that centres does not ask
    setGeometry(parentWidget()->rect());
    raise();
    setVisible(true);
}

bool DropCurtain::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void DropCurtain::paintEvent(QPaintEvent *)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    QPainter painter(this);
    QColor ground = tokens.surface;
    ground.setAlphaF(0.93F);
    painter.fillRect(rect(), ground);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_isRefused ? tokens.warn : tokens.accent, 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(space::l, space::l, -space::l, -space::l), cornerRadius,
                            cornerRadius);
}

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
        return {{}, tr("Only files can be dropped here. Save the content to a file first.")};
    if (urls.size() > WelcomeController::maxFiles) {
        //: %n is the most files that can be dropped at once.
        return {{}, tr("You can open at most %n files at once.", nullptr, WelcomeController::maxFiles)};
    }
    Judgement judgement;
    for (const QUrl &url : urls) {
        if (!url.isLocalFile())
            return {{}, tr("Only files on this computer can be opened. Save the file here first.")};
        if (QFileInfo(url.toLocalFile()).isDir())
            return {{}, tr("Folders can’t be opened. Drop the files inside instead.")};
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
