// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <memory>

class QPrinter;
class QWidget;

namespace muster {

/// Asks for a printer and how many copies; never a nested event loop. nullptr: the person gave up. Use it through
/// Prompts, which a test can replace.
void openPrinterDialog(QWidget *parent, std::function<void(std::shared_ptr<QPrinter> printer)> answer);

} // namespace muster
