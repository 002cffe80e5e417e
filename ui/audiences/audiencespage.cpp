// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencespage.h"

#include "models/text/plaintext.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audienceindexpane.h"
#include "ui/common/commands.h"
#include "ui/common/formparts.h"

#include <QIODevice>
#include <QShortcut>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr qsizetype titleLimit = 30;

} // namespace

AudiencesPage::AudiencesPage(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_index(new AudienceIndexPane(tabPages(m_tabs)))
{
    setFocusPolicy(Qt::ClickFocus); // only to hand it on; as a stop of Tab there would be no way back past it
    m_tabs->setObjectName(QStringLiteral("audienceTabs"));
    m_tabs->setAccessibleName(tr("Audiences that are open"));
    m_tabs->setDocumentMode(true);
    m_tabs->setMovable(false);
    m_tabs->tabBar()->setUsesScrollButtons(true);
    m_tabs->tabBar()->setElideMode(Qt::ElideRight);
    m_tabs->addTab(m_index, tr("All audiences"));
    m_tabs->tabBar()->hide(); // until there is a second one
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_tabs);
    const auto key = [this](Command command, auto act) {
        connect(addCommandKeys(command, this), &QShortcut::activated, this, act);
    };
    key(Command::CloseTab, [this] { closeTab(m_tabs->currentIndex()); });
    key(Command::NextTab, [this] { moveTab(1); });
    key(Command::PreviousTab, [this] { moveTab(-1); });
}

QWidget *AudiencesPage::editorParent() const
{
    return tabPages(m_tabs);
}

void AudiencesPage::add(AudienceEditor *editor)
{
    editor->restoreLayout(m_editorLayout);
    const int tab = m_tabs->addTab(editor, QString());
    auto *close
        = iconButton(m_tabs, "closeAudienceButton", QStringLiteral("x"), tr("Close this tab; its draft is kept"));
    connect(close, &QToolButton::clicked, editor, [this, editor] { Q_EMIT closeAsked(editor); });
    m_tabs->tabBar()->setTabButton(tab, QTabBar::RightSide, close);
    showTitle(editor);
    m_tabs->tabBar()->show();
}

void AudiencesPage::remove(AudienceEditor *editor)
{
    if (const int tab = m_tabs->indexOf(editor); tab >= 0) { // one that was never shown has no layout of its own
        m_editorLayout = editor->layoutState();
        m_tabs->removeTab(tab);
        m_tabs->tabBar()->setVisible(m_tabs->count() > 1);
    }
    editor->deleteLater();
}

void AudiencesPage::show(QWidget *tab)
{
    if (m_tabs->indexOf(tab) < 0)
        return; // it is being made, and comes to the front by itself
    const bool had = isAncestorOf(focusWidget()) || hasFocus();
    m_tabs->setCurrentWidget(tab);
    if (had)
        tab->setFocus();
}

void AudiencesPage::showTitle(AudienceEditor *editor)
{
    const int tab = m_tabs->indexOf(editor);
    if (tab < 0)
        return;
    const QString name = editor->name().trimmed().isEmpty() ? tr("New audience") : visibleText(editor->name(), 100);
    const QString shown = name.size() > titleLimit ? QString(name.left(titleLimit - 1) + QChar(0x2026)) : name;
    const QString title = editor->isChanged() ? tr("%1 \u2022").arg(shown) : shown;
    m_tabs->setTabText(tab, QString(title).replace(u'&', QStringLiteral("&&")));
    m_tabs->setTabToolTip(tab, editor->isChanged() ? tr("%1: not registered yet").arg(name) : name);
}

QList<AudienceEditor *> AudiencesPage::editors() const
{
    QList<AudienceEditor *> editors;
    for (int tab = 1; tab < m_tabs->count(); ++tab)
        editors << static_cast<AudienceEditor *>(m_tabs->widget(tab));
    return editors;
}

AudienceEditor *AudiencesPage::current() const
{
    return m_tabs->currentIndex() > 0 ? static_cast<AudienceEditor *>(m_tabs->currentWidget()) : nullptr;
}

void AudiencesPage::closeTab(int tab)
{
    if (tab > 0)
        Q_EMIT closeAsked(static_cast<AudienceEditor *>(m_tabs->widget(tab)));
}

void AudiencesPage::moveTab(int step)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
    m_tabs->currentWidget()->setFocus();
}

void AudiencesPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_tabs->currentWidget()->setFocus();
}

QByteArray AudiencesPage::layoutState() const
{
    const QList<AudienceEditor *> open = editors();
    return open.isEmpty() ? m_editorLayout : open.last()->layoutState();
}

void AudiencesPage::restoreLayout(const QByteArray &state)
{
    m_editorLayout = state;
}

} // namespace muster
