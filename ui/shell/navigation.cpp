// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/navigation.h"

#include "ui/common/commands.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QFrame>
#include <QPainter>
#include <QShortcutEvent>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

namespace {

/// Its key acts at once. Qt's own way shows it pressed first and acts a tenth of a second later, and what is typed
/// until then goes to the page that is being left.
class EntryButton final : public QToolButton
{
public:
    using QToolButton::QToolButton;

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::Shortcut || static_cast<QShortcutEvent *>(event)->isAmbiguous())
            return QToolButton::event(event);
        click();
        return true;
    }
};

} // namespace

Navigation::Navigation(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_collapse(named("collapseNavigationButton", new QToolButton(this)))
{
    setAccessibleName(tr("Navigation"));
    m_column->setContentsMargins(space::s, space::m, space::s, space::m);
    m_column->setSpacing(space::xs);
    m_column->addStretch(1);
    m_collapse->setIcon(themedIcon(QStringLiteral("panel-left"), ColourRole::Muted));
    m_collapse->setAccessibleName(tr("Show icons only"));
    m_collapse->setToolTip(tr("Show icons only, or icons and labels"));
    connect(m_collapse, &QToolButton::clicked, this, [this] {
        setCollapsed(!m_collapsed);
        Q_EMIT collapsedChanged(m_collapsed);
    });
    m_column->addWidget(m_collapse);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::textSizeChanged, this, &Navigation::fitWords);
    setCollapsed(false);
}

int Navigation::addEntry(const QString &name, const QString &iconName, const QString &label)
{
    auto *button = new EntryButton(this);
    button->setObjectName(name);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setAutoRaise(true);
    button->setIcon(themedIcon(iconName));
    button->setIconSize(QSize(18, 18));
    button->setMinimumHeight(34);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const int number = int(m_entries.size());
    const QKeySequence shortcut = keysOf(number);
    connect(button, &QToolButton::clicked, this, [this, number] {
        setCurrent(number);
        Q_EMIT chosen(number);
    });
    m_column->insertWidget(pagesEnd(), button);
    setTabOrder(button, m_collapse); // which stands below them all
    m_entries << Entry{button, label, {}, shortcut};
    showEntry(m_entries.last());
    fitWords();
    return number;
}

void Navigation::addDivider()
{
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setFixedHeight(1);
    line->setForegroundRole(QPalette::Midlight);
    m_column->insertSpacing(pagesEnd(), space::xs);
    m_column->insertWidget(pagesEnd(), line);
    m_column->insertSpacing(pagesEnd(), space::xs);
}

int Navigation::pagesEnd() const
{
    return m_column->count() - int(m_feet.size()) - 2; // before the space, what is at the foot and the last button
}

void Navigation::addFoot(QToolButton *button, const QString &iconName, const QString &label)
{
    button->setParent(this);
    button->setAutoRaise(true);
    button->setIcon(themedIcon(iconName));
    button->setIconSize(QSize(18, 18));
    button->setMinimumHeight(34);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_column->insertWidget(m_column->count() - 1, button);
    m_feet << Entry{button, label, {}, {}};
    showEntry(m_feet.last());
}

void Navigation::setCurrent(int entry)
{
    m_current = entry;
    if (entry >= 0 && entry < m_entries.size())
        m_entries[entry].button->setChecked(true);
}

void Navigation::choose(int entry)
{
    m_entries[entry].button->click();
}

void Navigation::setBadge(int entry, const QString &badge)
{
    if (entry < 0 || entry >= m_entries.size() || m_entries[entry].badge == badge)
        return;
    m_entries[entry].badge = badge;
    showEntry(m_entries[entry]);
    fitWords();
}

void Navigation::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    for (const Entry &entry : m_entries + m_feet)
        showEntry(entry);
    fitWords();
}

/// No wider than the longest word needs, whatever the language.
void Navigation::fitWords()
{
    int width = m_collapsed ? 56 : 168;
    for (const Entry &entry : m_entries + m_feet) {
        if (!m_collapsed)
            width = std::max(width, entry.button->sizeHint().width() + 2 * space::s);
    }
    setFixedWidth(width);
}

void Navigation::showEntry(const Entry &entry)
{
    const QString text = entry.badge.isEmpty() ? entry.label : QString(entry.label % u"  " % entry.badge);
    entry.button->setText(QString(u' ' % text));
    entry.button->setShortcut(entry.shortcut); // setText() puts the text's mnemonic, here none, in its place
    entry.button->setAccessibleName(text);
    toolTips::set(entry.button, withKeys(text, entry.shortcut));
    entry.button->setToolButtonStyle(m_collapsed ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

void Navigation::paintEvent(QPaintEvent *)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.raised);
    painter.setPen(tokens.divider);
    painter.drawLine(rect().topRight(), rect().bottomRight());
    if (m_current >= 0 && m_current < m_entries.size()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const QRect place = m_entries[m_current].button->geometry();
        painter.setBrush(tokens.selection);
        painter.drawRoundedRect(place, cornerRadius, cornerRadius);
        painter.setBrush(tokens.accent);
        painter.drawRoundedRect(QRect(place.left() - 4, place.top() + 6, 3, place.height() - 12), 1, 1);
    }
}

} // namespace muster
