// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/formparts.h"

#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QWheelEvent>

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

} // namespace

PlainLabel *pageTitle(QWidget *parent, const QString &text)
{
    auto *label = new PlainLabel(PlainLabel::Fit::Elide, parent);
    label->setPlainText(text);
    label->setFont(Theme::titleFont());
    return label;
}

PlainLabel *sectionTitle(QWidget *parent, const QString &text, PlainLabel::Fit fit)
{
    auto *label = new PlainLabel(fit, parent);
    label->setPlainText(text);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    return label;
}

PlainLabel *hintLabel(QWidget *parent, const QString &text)
{
    auto *label = new PlainLabel(PlainLabel::Fit::Wrap, parent);
    label->setPlainText(text);
    label->setRole(ColourRole::Muted);
    label->setFont(Theme::secondaryFont());
    return label;
}

QToolButton *iconButton(QWidget *parent, const char *objectName, const QString &iconName, const QString &label)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QString::fromLatin1(objectName));
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

QComboBox *calmCombo(QWidget *parent, const char *objectName)
{
    auto *combo = new CalmCombo(parent);
    combo->setObjectName(QString::fromLatin1(objectName));
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(6);
    combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    combo->setFocusPolicy(Qt::StrongFocus);
    return combo;
}

QWidget *tabPages(QTabWidget *tabs)
{
    auto *stack = tabs->findChild<QStackedWidget *>(QString(), Qt::FindDirectChildrenOnly);
    return stack != nullptr ? static_cast<QWidget *>(stack) : tabs;
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

void setCountSuffix(QSpinBox *box, std::function<QString(int)> suffix)
{
    box->setSuffix(suffix(box->value()));
    QObject::connect(box, &QSpinBox::valueChanged, box,
                     [box, suffix = std::move(suffix)](int count) { box->setSuffix(suffix(count)); });
}

} // namespace muster
