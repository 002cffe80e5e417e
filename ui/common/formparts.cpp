// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/formparts.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>

namespace muster {

namespace {

class CalmCombo final : public QComboBox
{
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

class FormArea final : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;
    void fit() { setMinimumWidth(widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width()); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            fit();
        return QScrollArea::eventFilter(watched, event);
    }
};

PlainLabel *textLabel(PlainLabel::Fit fit, QWidget *parent, const char *objectName, ColourRole role,
                      const QString &text)
{
    auto *label = new PlainLabel(fit, parent);
    if (objectName)
        label->setObjectName(QString::fromLatin1(objectName));
    label->setRole(role);
    if (!text.isEmpty())
        label->setPlainText(text);
    return label;
}

} // namespace

PlainLabel *pageTitle(QWidget *parent, const QString &text)
{
    PlainLabel *label = textLabel(PlainLabel::Fit::Elide, parent, nullptr, ColourRole::Text, text);
    label->setFont(Theme::titleFont());
    return label;
}

PlainLabel *sectionTitle(QWidget *parent, const QString &text, PlainLabel::Fit fit)
{
    PlainLabel *label = textLabel(fit, parent, nullptr, ColourRole::Text, text);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    return label;
}

PlainLabel *hintLabel(QWidget *parent, const QString &text)
{
    PlainLabel *label = wrappedLabel(parent, nullptr, ColourRole::Muted, text);
    label->setFont(Theme::secondaryFont());
    return label;
}

PlainLabel *wrappedLabel(QWidget *parent, const char *objectName, ColourRole role, const QString &text)
{
    return textLabel(PlainLabel::Fit::Wrap, parent, objectName, role, text);
}

PlainLabel *elidedLabel(QWidget *parent, const char *objectName, ColourRole role, const QString &text)
{
    return textLabel(PlainLabel::Fit::Elide, parent, objectName, role, text);
}

QPlainTextEdit *readOnlyText(QWidget *parent, const char *objectName, const QString &accessibleName)
{
    auto *text = named(objectName, new QPlainTextEdit(parent));
    text->setAccessibleName(accessibleName);
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setTabChangesFocus(true);
    return text;
}

QLabel *buddyLabel(QWidget *parent, const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text, parent);
    label->setBuddy(buddy);
    return label;
}

QLineEdit *lineEdit(QWidget *parent, const char *objectName, const QString &accessibleName, const QString &placeholder)
{
    auto *edit = named(objectName, new QLineEdit(parent));
    edit->setAccessibleName(accessibleName);
    edit->setPlaceholderText(placeholder);
    return edit;
}

QLineEdit *searchEdit(QWidget *parent, const char *objectName, const QString &accessibleName,
                      const QString &placeholder)
{
    QLineEdit *edit = lineEdit(parent, objectName, accessibleName, placeholder);
    edit->setClearButtonEnabled(true);
    return edit;
}

QPushButton *pushButton(QWidget *parent, const char *objectName, const QString &text, const QString &iconName)
{
    auto *button = named(objectName, new QPushButton(text, parent));
    if (!iconName.isEmpty())
        button->setIcon(themedIcon(iconName));
    return button;
}

QPushButton *primaryButton(QWidget *parent, const char *objectName, const QString &text, const QString &iconName)
{
    QPushButton *button = pushButton(parent, objectName, text);
    button->setProperty("primary", true);
    if (!iconName.isEmpty())
        button->setIcon(themedIcon(iconName, ColourRole::OnAccent));
    return button;
}

BoxPart::BoxPart(QWidget *widget, int share, Qt::Alignment alignment)
    : m_widget(widget)
    , m_share(share)
    , m_alignment(alignment)
{
}

BoxPart::BoxPart(QLayout *layout, int share)
    : m_layout(layout)
    , m_share(share)
{
}

BoxPart BoxPart::room(int share, int pixels)
{
    BoxPart part;
    part.m_share = share;
    part.m_pixels = pixels;
    return part;
}

void BoxPart::addTo(QBoxLayout &box) const
{
    if (m_widget)
        box.addWidget(m_widget, m_share, m_alignment);
    else if (m_layout)
        box.addLayout(m_layout, m_share);
    else if (m_pixels >= 0)
        box.addSpacing(m_pixels);
    else
        box.addStretch(m_share);
}

void BoxPart::addTo(QSplitter &splitter) const
{
    Q_ASSERT(m_widget);
    splitter.addWidget(m_widget);
    if (m_share > 0)
        splitter.setStretchFactor(splitter.indexOf(m_widget), m_share);
}

BoxPart boxStretch(int share)
{
    return BoxPart::room(share, -1);
}

BoxPart boxGap(int pixels)
{
    return BoxPart::room(0, pixels);
}

void fillBox(QBoxLayout *box, BoxParts parts)
{
    for (const BoxPart &part : parts)
        part.addTo(*box);
}

void fillSplitter(QSplitter *splitter, BoxParts parts)
{
    splitter->setChildrenCollapsible(false);
    for (const BoxPart &part : parts)
        part.addTo(*splitter);
}

void fillRow(QWidget *widget, int spacing, BoxParts parts, const QMargins &margins)
{
    fillBox(bareLayout<QHBoxLayout>(widget, spacing, margins), parts);
}

void fillColumn(QWidget *widget, int spacing, BoxParts parts, const QMargins &margins)
{
    fillBox(bareLayout<QVBoxLayout>(widget, spacing, margins), parts);
}

QHBoxLayout *rowLayout(int spacing, BoxParts parts, const QMargins &margins)
{
    auto *row = bareLayout<QHBoxLayout>(nullptr, spacing, margins);
    fillBox(row, parts);
    return row;
}

QVBoxLayout *columnLayout(int spacing, BoxParts parts, const QMargins &margins)
{
    auto *column = bareLayout<QVBoxLayout>(nullptr, spacing, margins);
    fillBox(column, parts);
    return column;
}

QVBoxLayout *pageLayout(QWidget *page, int spacing)
{
    return bareLayout<QVBoxLayout>(page, spacing, QMargins(space::l, space::l, space::l, space::l));
}

void fillPage(QWidget *page, int spacing, BoxParts parts)
{
    fillBox(pageLayout(page, spacing), parts);
}

QToolButton *iconButton(QWidget *parent, const char *objectName, const QString &iconName, const QString &label)
{
    auto *button = named(objectName, new QToolButton(parent));
    button->setIcon(themedIcon(iconName));
    button->setAccessibleName(label);
    toolTips::set(button, label);
    return button;
}

QScrollArea *formArea(QWidget *form)
{
    auto *scroll = new FormArea(form->parentWidget());
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(form);
    scroll->viewport()->setAutoFillBackground(false);
    form->setAutoFillBackground(false);
    scroll->fit();
    return scroll;
}

QComboBox *calmCombo(QWidget *parent, const char *objectName, const QString &accessibleName)
{
    auto *combo = named(objectName, new CalmCombo(parent));
    combo->setAccessibleName(accessibleName);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(6);
    combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    combo->setFocusPolicy(Qt::StrongFocus);
    return combo;
}

namespace {

struct FormTexts
{
    Q_DECLARE_TR_FUNCTIONS(FormTexts)
};

} // namespace

QComboBox *sinceCombo(QWidget *parent, const char *objectName)
{
    QComboBox *combo = calmCombo(parent, objectName, FormTexts::tr("Time range"));
    combo->addItem(FormTexts::tr("Any time"), 0);
    combo->addItem(FormTexts::tr("Last 24 hours"), 1);
    combo->addItem(FormTexts::tr("Last 7 days"), 7);
    combo->addItem(FormTexts::tr("Last 30 days"), 30);
    combo->addItem(FormTexts::tr("Last 12 months"), 365);
    return combo;
}

QDateTime chosenSince(const QComboBox &combo)
{
    const int days = combo.currentData().toInt();
    return days > 0 ? QDateTime::currentDateTimeUtc().addDays(-days) : QDateTime();
}

QWidget *tabPages(QTabWidget *tabs)
{
    auto *stack = tabs->findChild<QStackedWidget *>(QString(), Qt::FindDirectChildrenOnly);
    return stack != nullptr ? static_cast<QWidget *>(stack) : tabs;
}

QLineEdit *typedCountEdit(QWidget *parent, const char *objectName, const QString &accessibleName)
{
    QLineEdit *edit = lineEdit(parent, objectName, accessibleName);
    edit->setMaximumWidth(160);
    edit->setMaxLength(20);
    return edit;
}

std::optional<qint64> typedNumber(const QLineEdit &edit)
{
    const QString text = edit.text().trimmed();
    bool ok = false;
    qint64 number = QLocale::c().toLongLong(text, &ok);
    if (!ok)
        number = QLocale().toLongLong(text, &ok);
    return ok ? std::optional<qint64>(number) : std::nullopt;
}

QUrl typedAddress(const QLineEdit &edit)
{
    const QString text = edit.text().trimmed();
    if (text.isEmpty())
        return {};
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() ? url : QUrl(QStringLiteral("invalid:"));
}

void setCountSuffix(QSpinBox *box, std::function<QString(int)> suffix)
{
    box->setSuffix(suffix(box->value()));
    QObject::connect(box, &QSpinBox::valueChanged, box,
                     [box, suffix = std::move(suffix)](int count) { box->setSuffix(suffix(count)); });
}

MenuButton::MenuButton(const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_menu(new QMenu(this))
{
    connect(this, &QPushButton::clicked, m_menu, [this] { m_menu->popup(mapToGlobal(QPoint(0, height()))); });
    connect(this, &QObject::objectNameChanged, m_menu, [this](const QString &name) {
        m_menu->setObjectName(QString(name).replace(QLatin1String("Button"), QLatin1String("Menu")));
    });
}

QAction *MenuButton::add(const char *objectName, const QString &text, const QString &iconName)
{
    QAction *action = iconName.isEmpty() ? m_menu->addAction(text) : m_menu->addAction(themedIcon(iconName), text);
    action->setObjectName(QString::fromLatin1(objectName));
    return action;
}

} // namespace muster
