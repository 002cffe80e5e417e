// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"
#include "ui/common/plainlabel.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QPushButton>
#include <QString>
#include <QUrl>
#include <QWheelEvent>
#include <functional>
#include <initializer_list>
#include <optional>

namespace muster {

/// Small parts that forms and panes are made of, so that they look alike everywhere.

[[nodiscard]] PlainLabel *pageTitle(QWidget *parent, const QString &text);
/// Semibold.
[[nodiscard]] PlainLabel *sectionTitle(QWidget *parent, const QString &text,
                                       PlainLabel::Fit fit = PlainLabel::Fit::Elide);
[[nodiscard]] PlainLabel *hintLabel(QWidget *parent, const QString &text = {}); ///< Small, muted, wrapped.
/// In the usual font. Without a name where nobody looks for it.
[[nodiscard]] PlainLabel *wrappedLabel(QWidget *parent, const char *objectName, ColourRole role = ColourRole::Text,
                                       const QString &text = {});
[[nodiscard]] PlainLabel *elidedLabel(QWidget *parent, const char *objectName, ColourRole role = ColourRole::Text,
                                      const QString &text = {});
/// Text of several lines to be read, and selected with mouse and keys; Tab goes on.
[[nodiscard]] QPlainTextEdit *readOnlyText(QWidget *parent, const char *objectName, const QString &accessibleName);
[[nodiscard]] QLabel *buddyLabel(QWidget *parent, const QString &text, QWidget *buddy); ///< Its & leads to the buddy.
/// The widget, with the name that tests, the manual and what remembers layouts find it by.
template <typename Widget>
[[nodiscard]] Widget *named(const char *objectName, Widget *widget)
{
    widget->setObjectName(QString::fromLatin1(objectName));
    return widget;
}
/// `iconName` as themedIcon() takes it; empty: none.
[[nodiscard]] QPushButton *pushButton(QWidget *parent, const char *objectName, const QString &text = {},
                                      const QString &iconName = {});
/// The one that a page or dialog is about, in the accent's colour.
[[nodiscard]] QPushButton *primaryButton(QWidget *parent, const char *objectName, const QString &text = {},
                                         const QString &iconName = {});
/// A layout without the style's margins, for what stands within another. `spacing` in pixels, one of `space`; -1: the
/// style's.
template <typename Layout>
[[nodiscard]] Layout *bareLayout(QWidget *widget, int spacing = -1, const QMargins &margins = {})
{
    auto *layout = new Layout(widget);
    layout->setContentsMargins(margins);
    layout->setSpacing(spacing);
    return layout;
}
/// The same for one that goes into another layout.
template <typename Layout>
[[nodiscard]] Layout *bareLayout(int spacing)
{
    return bareLayout<Layout>(nullptr, spacing);
}
/// What stands in a row or a column: a widget, a layout, or room; with its share of what is left over, as
/// QBoxLayout::addWidget() takes it, and where it stands in a place that is larger than it.
class BoxPart
{
public:
    BoxPart(QWidget *widget, int share = 0, Qt::Alignment alignment = {});
    BoxPart(QLayout *layout, int share = 0);
    static BoxPart room(int share, int pixels); ///< See boxStretch() and boxGap().
    void addTo(QBoxLayout &box) const;
    void addTo(QSplitter &splitter) const; ///< A widget.

private:
    BoxPart() = default;

    QWidget *m_widget = nullptr;
    QLayout *m_layout = nullptr;
    int m_share = 0, m_pixels = -1;
    Qt::Alignment m_alignment;
};
using BoxParts = std::initializer_list<BoxPart>;
[[nodiscard]] BoxPart boxStretch(int share = 0); ///< Takes what is left over.
[[nodiscard]] BoxPart boxGap(int pixels); ///< One of `space`.
void fillBox(QBoxLayout *box, BoxParts parts); ///< Adds them behind what is there.
/// The same for widgets; a share is the stretch factor. None of them can be dragged away.
void fillSplitter(QSplitter *splitter, BoxParts parts);
/// `widget` gets a bareLayout() with these parts.
void fillRow(QWidget *widget, int spacing, BoxParts parts, const QMargins &margins = {});
void fillColumn(QWidget *widget, int spacing, BoxParts parts, const QMargins &margins = {});
/// The same for what goes into another layout.
[[nodiscard]] QHBoxLayout *rowLayout(int spacing, BoxParts parts, const QMargins &margins = {});
[[nodiscard]] QVBoxLayout *columnLayout(int spacing, BoxParts parts, const QMargins &margins = {});
/// The column of a whole page, with a page's margins.
[[nodiscard]] QVBoxLayout *pageLayout(QWidget *page, int spacing);
void fillPage(QWidget *page, int spacing, BoxParts parts); ///< The same with these parts.
/// An icon-only button; `label` is its accessible name and tool tip.
[[nodiscard]] QToolButton *iconButton(QWidget *parent, const char *objectName, const QString &iconName,
                                      const QString &label);
using Widgets = std::initializer_list<QWidget *>;
/// The pages of a stack, or what a FlowLayout holds.
template <typename Container>
void addWidgets(Container *container, Widgets widgets)
{
    for (QWidget *widget : widgets)
        container->addWidget(widget);
}
[[nodiscard]] QLineEdit *lineEdit(QWidget *parent, const char *objectName, const QString &accessibleName,
                                  const QString &placeholder = {});
/// With a button that empties it.
[[nodiscard]] QLineEdit *searchEdit(QWidget *parent, const char *objectName, const QString &accessibleName,
                                    const QString &placeholder = {});
/// Scrolls `form` up and down where the window is too low for it, and never sideways: it is at least as wide as the
/// form can be. Owns the form, and is born to what the form was born to.
[[nodiscard]] QScrollArea *formArea(QWidget *form);
/// A combo box that shortens its text rather than widen its pane, and that the mouse wheel leaves alone while a pane is
/// scrolled under it: a value that decides about a purge must not change in passing.
[[nodiscard]] QComboBox *calmCombo(QWidget *parent, const char *objectName, const QString &accessibleName = {});
/// Any time, or the last 24 hours, 7 days, 30 days or 12 months: since when what a table shows was begun or done.
[[nodiscard]] QComboBox *sinceCombo(QWidget *parent, const char *objectName);
[[nodiscard]] QDateTime chosenSince(const QComboBox &combo); ///< UTC, counted from now; invalid: any time.
/// Whom a page of `tabs` is born to. Under an application's style sheet a page that comes from elsewhere is styled anew
/// with all that it holds (resources/decisions/start-up.md).
[[nodiscard]] QWidget *tabPages(QTabWidget *tabs);
/// For the number that a person types so that something is allowed; read by typedNumber().
[[nodiscard]] QLineEdit *typedCountEdit(QWidget *parent, const char *objectName, const QString &accessibleName = {});
/// What was typed as a number: digits as one types them ("1212"), or grouped as they are shown ("1,212").
[[nodiscard]] std::optional<qint64> typedNumber(const QLineEdit &edit);
/// Empty: nobody is to be told. What is no address comes as one that is refused.
[[nodiscard]] QUrl typedAddress(const QLineEdit &edit);
/// What stands behind the number in `box`, in the plural of the number.
void setCountSuffix(QSpinBox *box, std::function<QString(int count)> suffix);

/// A spin box with the same manners: an amount of money must not change in passing either.
template <typename Spin>
class CalmSpin final : public Spin
{
public:
    using Spin::Spin;

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};
template <typename Spin>
[[nodiscard]] Spin *calmSpin(QWidget *parent, const char *objectName)
{
    auto *spin = named(objectName, new CalmSpin<Spin>(parent));
    spin->setFocusPolicy(Qt::StrongFocus);
    return spin;
}

/// A button that opens a menu below itself. Unlike QPushButton::setMenu() it never runs an event loop of its own.
class MenuButton : public QPushButton
{
    Q_OBJECT

public:
    explicit MenuButton(const QString &text, QWidget *parent = nullptr);
    /// `iconName` as themedIcon() takes it; empty: none. The action is the menu's.
    QAction *add(const char *objectName, const QString &text, const QString &iconName = {});
    [[nodiscard]] QMenu *popupMenu() const { return m_menu; } ///< Named as the button is, with "Menu" for "Button".

private:
    QMenu *m_menu = nullptr;
};

} // namespace muster
