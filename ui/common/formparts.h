// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/plainlabel.h"

#include <QString>
#include <QWheelEvent>
#include <functional>
#include <optional>

class QComboBox;
class QLineEdit;
class QScrollArea;
class QSpinBox;
class QTabWidget;
class QToolButton;
class QWidget;

namespace muster {

/// Small parts that forms and panes are made of, so that they look alike everywhere.

[[nodiscard]] PlainLabel *pageTitle(QWidget *parent, const QString &text);
/// Semibold.
[[nodiscard]] PlainLabel *sectionTitle(QWidget *parent, const QString &text,
                                       PlainLabel::Fit fit = PlainLabel::Fit::Elide);
[[nodiscard]] PlainLabel *hintLabel(QWidget *parent, const QString &text = {}); ///< Small, muted, wrapped.
/// An icon-only button; `label` is its accessible name and tool tip.
[[nodiscard]] QToolButton *iconButton(QWidget *parent, const char *objectName, const QString &iconName,
                                      const QString &label);
/// Scrolls `form` up and down where the window is too low for it, and never sideways: it is at least as wide as the
/// form can be. Owns the form, and is born to what the form was born to.
[[nodiscard]] QScrollArea *formArea(QWidget *form);
/// A combo box that shortens its text rather than widen its pane, and that the mouse wheel leaves alone while a pane is
/// scrolled under it: a value that decides about a purge must not change in passing.
[[nodiscard]] QComboBox *calmCombo(QWidget *parent, const char *objectName);
/// Whom a page of `tabs` is born to. Under an application's style sheet a page that comes from elsewhere is styled anew
/// with all that it holds (resources/decisions/start-up.md).
[[nodiscard]] QWidget *tabPages(QTabWidget *tabs);
/// What was typed as a number: digits as one types them ("1212"), or grouped as they are shown ("1,212").
[[nodiscard]] std::optional<qint64> typedNumber(const QLineEdit &edit);
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
    auto *spin = new CalmSpin<Spin>(parent);
    spin->setObjectName(QString::fromLatin1(objectName));
    spin->setFocusPolicy(Qt::StrongFocus);
    return spin;
}

} // namespace muster
