#!/usr/bin/env python3
"""Trains one net of the reader of marks and writes it in whole numbers.

usage: train_nets.py a|b MINUTES OUT.txt CHECKPOINT.pt VIEWS.bin... [--check VIEWS.bin]

VIEWS.bin are records of 1 + 1,024 bytes of `huanjie-accuracy views`. A checkpoint that is there is
gone on from. Needs Debian's python3-torch (libopenblas0-pthread makes it several times as fast).
"""
import base64
import math
import os
import struct
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

SIDE = 32
CLASSES = 5
MAPS = (10, 20, 40)
HIDDEN = 48


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.windows = nn.ModuleList(
            [nn.Conv2d(i, o, 3, padding=1) for i, o in zip((1,) + MAPS, MAPS)])
        self.hidden = nn.Linear(16 * MAPS[2], HIDDEN)
        self.last = nn.Linear(HIDDEN, CLASSES)

    def layers(self):
        return list(self.windows) + [self.hidden, self.last]

    def forward(self, x, kept=None):
        for window in self.windows:
            x = F.relu(F.max_pool2d(window(x), 2))
            if kept is not None:
                kept.append(x)
        x = F.relu(self.hidden(F.dropout(x.flatten(1), 0.25, self.training)))
        if kept is not None:
            kept.append(x)
        return self.last(x)


def read_views(paths):
    parts = [np.fromfile(path, np.uint8) for path in paths]
    data = np.concatenate([part[:len(part) // 1025 * 1025].reshape(-1, 1025) for part in parts])
    views = torch.from_numpy(data[:, 1:].reshape(-1, SIDE, SIDE).copy())
    return views, torch.from_numpy(data[:, 0].astype(np.int64))


def varied(x, wild):
    """The same marks a little turned, moved, stretched, lighter: net b's more than net a's."""
    n = x.shape[0]
    turn = torch.randn(n) * (0.12 if wild else 0.06)
    across = 1 + torch.randn(n) * (0.12 if wild else 0.06)
    down = 1 + torch.randn(n) * (0.12 if wild else 0.06)
    move = torch.randn(n, 2) * (0.06 if wild else 0.03)
    theta = torch.stack([
        torch.stack([across * torch.cos(turn), -torch.sin(turn), move[:, 0]], 1),
        torch.stack([torch.sin(turn), down * torch.cos(turn), move[:, 1]], 1)], 1)
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    x = F.grid_sample(x, grid, align_corners=False)
    return (x * (1 + torch.randn(n, 1, 1, 1) * 0.1)).clamp(0, 1)


def whole_numbers(net, sample):
    """Shift, weights and biases of each layer; what comes out of a layer is 0 to 255."""
    kept = []
    net.eval()
    with torch.no_grad():
        net(sample, kept)
    scale_in = 255.0
    out = b""
    layers = net.layers()
    for i, layer in enumerate(layers):
        if i < len(kept):
            # Scores are clipped one in ten thousand.
            values = kept[i].flatten()
            top = torch.quantile(values[torch.randperm(len(values))[:200000]], 0.9999).item()
            scale_out = 255.0 / max(top, 1e-6)
        else:
            scale_out = 256.0
        weight = layer.weight.detach().flatten(1).numpy().astype(np.float64)
        bias = layer.bias.detach().numpy().astype(np.float64)
        shift = 0
        while shift < 20 and np.abs(weight).max() * scale_out * 2 ** (shift + 1) / scale_in < 2047:
            shift += 1
        unit = scale_out * 2 ** shift
        whole = np.rint(weight * unit / scale_in).astype(np.int64)
        assert np.abs(whole).max() <= 32767
        half = 2 ** (shift - 1) if shift > 0 else 0
        out += struct.pack("<h", shift) + whole.astype("<i2").tobytes()
        out += np.rint(bias * unit + half).astype("<i4").tobytes()
        scale_in = scale_out
    return out


def report(net, x, y):
    net.eval()
    with torch.no_grad():
        scores = torch.cat([net(x[i:i + 2000].float().unsqueeze(1) / 255)
                            for i in range(0, len(x), 2000)])
    net.train()
    top = scores.topk(2, 1)
    odds = top.values[:, 0] - top.values[:, 1]
    guess = top.indices[:, 0]
    text = "right %.3f%%;" % (100 * (guess == y).float().mean())
    for limit in (3, 5, 7, 9):
        sure = (odds > limit) & (guess < 3)
        allowed = (guess == y) | ((guess == 2) & (y == 3))
        wrong = (sure & ~allowed).sum().item()
        shares = ["%.1f" % (100 * (sure & (guess == y))[y == k].float().mean()) for k in range(3)]
        text += " odds>%d: %d wrong, sure %s;" % (limit, wrong, "/".join(shares))
    return text


def main():
    words = sys.argv[1:]
    check = None
    if "--check" in words:
        at = words.index("--check")
        check = words[at + 1]
        del words[at:at + 2]
    kind, minutes, target, checkpoint = words[0], float(words[1]), words[2], words[3]
    wild = kind == "b"
    torch.manual_seed(2 if wild else 1)
    x, y = read_views(words[4:])
    held = read_views([check]) if check else None
    net = Net()
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-4)
    spent = 0.0
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        net.load_state_dict(saved["net"])
        optimizer.load_state_dict(saved["optimizer"])
        spent = saved["spent"]
    weights = torch.tensor([1.0, 1.0, 1.0, 1.0, 1.3])
    began = time.time()
    said = 0.0
    batch = 256
    while spent + time.time() - began < minutes * 60:
        share = (spent + time.time() - began) / (minutes * 60)
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * 0.5 * (1 + math.cos(math.pi * min(1.0, share))) + 1e-5
        order = torch.randint(0, len(x), (batch,))
        loss = F.cross_entropy(net(varied(x[order].float().unsqueeze(1) / 255, wild)), y[order],
                               weight=weights)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if time.time() - said > 60:
            said = time.time()
            torch.save({"net": net.state_dict(), "optimizer": optimizer.state_dict(),
                        "spent": spent + time.time() - began}, checkpoint)
            print("%4.1f min, loss %.4f, %s" % ((spent + time.time() - began) / 60, loss.item(),
                                                report(net, *held) if held else ""), flush=True)
    sample = x[torch.randperm(len(x))[:4000]].float().unsqueeze(1) / 255
    text = base64.b64encode(whole_numbers(net, sample)).decode()
    with open(target, "w") as out:
        out.write(text)
    print("done:", report(net, *held) if held else "", flush=True)


main()
